using KeyReaper.Benchmarks.Accounts;

namespace KeyReaper.Benchmarks.Measuring;

/// <summary>What is measured, in what sizes.</summary>
/// <param name="Small">The account that must cost as little as the largest when nothing in it matters.</param>
internal sealed record Suite(int Small, int Medium, int Large)
{
    public static Suite Full { get; } = new(100, 1000, 5000);

    /// <summary>Minutes instead of a quarter of an hour: ratios hold, the figures' sizes do not.</summary>
    public static Suite Quick { get; } = new(50, 200, 1000);

    public Scenario Live => new(Profile.Seeded, Large) { Live = true };

    public Scenario EveryKind => new(Profile.EveryKind, Large) { Live = true };

    public Scenario RateLimited => new(Profile.Settled, Large) { Live = true, RateLimited = true };

    public IEnumerable<(Scenario, Way)> Passes
    {
        get
        {
            int[] sizes = [Small, Medium, Large];
            int[] latencies = [0, 20];
            Way[] inventories = [Way.Auto, Way.Walk];
            Scenario[] scenarios =
            [
                .. from latency in latencies from users in sizes select Scenario.DryRun(users, latency),
                .. from latency in latencies from users in new[] { Small, Large } select Scenario.Steady(users, latency),
                Live,
                EveryKind,
            ];

            return
            [
                .. from scenario in scenarios from way in inventories select (scenario, way),
                .. from users in sizes select (Scenario.DryRun(users, 20), Way.Sequential),
            ];
        }
    }
}
