using KeyReaper.Benchmarks.Measuring;

namespace KeyReaper.Benchmarks.Reporting;

/// <summary>The figures KeyReaper sets itself, and how near it came.</summary>
internal static class Figures
{
    private const double MiB = 1024 * 1024;
    private const string AtTheRate = "seconds at 15 requests a second";
    private static readonly TimeSpan WellInside = TimeSpan.FromSeconds(450);

    public static IEnumerable<Figure> Of(Results results)
    {
        var suite = results.Suite;
        Run? Auto(Scenario scenario) => results.Of(scenario, Way.Auto);
        Run? Walk(Scenario scenario) => results.Of(scenario, Way.Walk);

        var large = Scenario.DryRun(suite.Large, 0);
        var atLatency = Scenario.DryRun(suite.Large, 20);

        foreach (var users in new[] { suite.Small, suite.Large })
            yield return Compare($"AWS calls, steady, {users:N0} users", Auto(Scenario.Steady(users, 0))?.Seen.Total, 6);
        yield return Compare($"the same, {suite.Large:N0} users to {suite.Small:N0}", Auto(Scenario.Steady(suite.Large, 0))?.Seen.Total / Calls(Auto(Scenario.Steady(suite.Small, 0))), 1, "N2");
        yield return Compare("AWS calls, seeded, auto to a key walk without tags", Auto(large)?.Seen.Total / Bare(Auto(large)), 1, "N2");
        yield return Compare("AWS calls, seeded, auto to walk", Auto(large)?.Seen.Total / Calls(Walk(large)), 0.55, "N2");
        yield return Compare(
            $"AWS calls for each user that matters, {suite.Large:N0} users to {suite.Medium:N0}", PerUser(Auto(large)) / PerUser(Auto(Scenario.DryRun(suite.Medium, 0))), 1.05, "N2");
        yield return Compare("wall time at 20 ms, auto to one call after the other", Auto(atLatency)?.Usage.Wall / results.Of(atLatency, Way.Sequential)?.Usage.Wall, 0.1, "N3");
        yield return Compare("AWS calls, live, to twice the dry run's and three for each key acted on", Auto(suite.Live)?.Seen.Total / Allowed(Auto(large), Auto(suite.Live)), 1, "N2");
        yield return Throttled(Auto(suite.RateLimited));
        yield return Continued(results);
        yield return Compare($"peak RSS in MiB, {suite.Large:N0} users, largest of all passes", LargestPeak(results) / MiB, 100);
        yield return Compare($"peak RSS, {suite.Large:N0} users to {suite.Medium:N0}", Auto(large)?.Usage.PeakBytes / (double?)Auto(Scenario.DryRun(suite.Medium, 0))?.Usage.PeakBytes, 1.25, "N2");
        yield return ColdStart(results);

        foreach (var run in new[] { Auto(suite.EveryKind), Walk(suite.EveryKind) }.OfType<Run>())
        {
            yield return Exactly($"precision of the deactivations, {run.Way.ToString().ToLowerInvariant()}", Rights(run) / run.Seen.Fates.Sum(fate => fate.Deactivated));
            yield return Exactly($"recall of the deactivations, {run.Way.ToString().ToLowerInvariant()}", Rights(run) / run.Seen.Fates.Sum(fate => fate.ToDeactivate));
        }
    }

    private static double? LargestPeak(Results results) =>
        results.Runs.Where(run => run.Way is Way.Auto && run.Scenario.Users == results.Suite.Large).Max(run => (double?)run.Usage.PeakBytes);

    private static double? Calls(Run? run) => run?.Seen.Total;

    /// <summary>Calls of a walk that reads no tags: one a page, one a user, one an active key.</summary>
    private static double? Bare(Run? run) => run is null ? null : Math.Ceiling(run.Account.Users / 1000.0) + run.Account.Users + run.Account.ActiveKeys;

    private static double? PerUser(Run? run) => run?.Seen.Total / (double?)run?.Account.UsersThatMatter;

    private static double? Allowed(Run? dryRun, Run? live) => (2 * dryRun?.Seen.Total) + (3 * live?.Seen.Report?.Acted);

    private static double Rights(Run run) => run.Seen.Fates.Where(fate => fate.ToDeactivate > 0).Sum(fate => fate.Deactivated);

    private static Figure Compare(string what, double? measured, double atMost, string format = "N0") => measured is { } value
        ? new(what, "at most " + atMost.ToString(format, null), value.ToString(format, null), value <= atMost)
        : Figure.NotMeasured(what, "at most " + atMost.ToString(format, null));

    private static Figure Exactly(string what, double measured) => new(what, "1.000", $"{measured:N3}", measured == 1);

    private static Figure Throttled(Run? run) => run?.Usage.Error is { } error
        ? new(AtTheRate, "no failure", error, false)
        : Compare(AtTheRate, run?.Usage.Wall.TotalSeconds, WellInside.TotalSeconds);

    private static Figure Continued(Results results)
    {
        const string What = "a pass cut short reports the rest, and the next one does it";
        var uncut = results.Of(results.Suite.RateLimited, Way.Auto)?.Seen.Report;
        if (results.CutShort is not [{ Seen.Report: { } first }, { Seen.Report: { } next }]) return Figure.NotMeasured(What, "all done");

        return new(
            What, "all done", $"{first.Acted:N0} done and {first.NotAttempted:N0} not attempted, then {next.Acted:N0} and {next.NotAttempted:N0}",
            first.NotAttempted > 0 && first.Acted + next.Acted == uncut?.Acted && next is { NotAttempted: 0, Failed: 0 });
    }

    private static Figure ColdStart(Results results)
    {
        double[] starts = [.. results.Runs.Where(run => run.Way is not Way.Sequential && run.Scenario is { LatencyMilliseconds: 0, RateLimited: false }).Select(run => run.ColdStart.TotalMilliseconds).Order()];
        return starts is []
            ? Figure.NotMeasured("process start to first AWS call, median", "-")
            : new("process start to first AWS call, median", "-", $"{starts[starts.Length / 2]:N0} ms (fastest {starts[0]:N0}, slowest {starts[^1]:N0})", null);
    }
}
