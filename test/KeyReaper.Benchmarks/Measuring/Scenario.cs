using KeyReaper.Benchmarks.Accounts;
using KeyReaper.Benchmarks.Passes;

namespace KeyReaper.Benchmarks.Measuring;

/// <summary>An account and how a pass goes over it.</summary>
internal sealed record Scenario(Profile Profile, int Users)
{
    public int LatencyMilliseconds { get; init; }
    public bool Live { get; init; }
    public bool RateLimited { get; init; }

    public static Scenario Steady(int users, int latency) => new(Profile.Steady, users) { LatencyMilliseconds = latency };

    public static Scenario DryRun(int users, int latency) => new(Profile.Seeded, users) { LatencyMilliseconds = latency };

    public Setup Setup => new(Profile, Users, LatencyMilliseconds, ReportSeconds, RateLimited);

    public string Name => $"{Word(Profile)} {Users:N0}, {(Live ? "live" : "dry run")}{(RateLimited ? ", 15/s" : $", {LatencyMilliseconds} ms")}";

    // Where time is made real, so is the credential report's: it has been seen to take about two seconds.
    private double ReportSeconds => LatencyMilliseconds > 0 || RateLimited ? 2 : 0;

    private static string Word(Profile profile) => profile is Profile.EveryKind ? "every kind" : profile.ToString().ToLowerInvariant();
}

/// <summary>How an account is read: KeyReaper's two inventories, and the plain script they are held against.</summary>
internal enum Way
{
    Auto,
    Walk,
    Sequential,
}

/// <summary>One measured pass.</summary>
/// <param name="ColdStart">From the start of the process to the arrival of its first AWS call.</param>
internal sealed record Run(Scenario Scenario, Way Way, Ready Account, Usage Usage, Measured Seen, TimeSpan ColdStart);
