using Amazon.Runtime;
using KeyReaper.Benchmarks.Accounts;
using KeyReaper.Benchmarks.Measuring;

namespace KeyReaper.Benchmarks;

/// <summary>The measurements, one after the other, with a line for each as it is done.</summary>
internal sealed class Programme(Bench bench, Suite suite, TextWriter progress)
{
    // The function reserves this much of its time (TimeBudget.Reserve).
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(45);

    public Results Results { get; } = new(suite);

    public async Task PassesAsync(string only)
    {
        foreach (var (scenario, way) in suite.Passes.Where(pass => pass.Item1.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
            Results.Runs.Add(Note(await bench.RunAsync(scenario, way)));
    }

    /// <summary>Passes that may run as long as Lambda allows, then one that is cut short during its acts, and the next one on the same account.</summary>
    public async Task RateLimitedAsync()
    {
        foreach (var way in new[] { Way.Auto, Way.Walk }) Results.Runs.Add(Note(await bench.RunAsync(suite.RateLimited, way)));

        var enough = Results.Of(suite.RateLimited, Way.Auto)!.Usage.Wall;
        await using var account = await Account.StartAsync(suite.RateLimited.Setup);
        foreach (var remaining in new[] { Reserve + (enough * 0.85), Bench.Timeout })
            Results.CutShort.Add(Note(await bench.RunAsync(suite.RateLimited, Way.Auto, account, remaining)));
    }

    public async Task ConcurrencyAsync()
    {
        Scenario[] scenarios = [Scenario.DryRun(suite.Medium, 0), Scenario.DryRun(200, 20), new(Profile.Seeded, 200) { RateLimited = true }];
        foreach (var scenario in scenarios)
        {
            RequestRetryMode[] retryModes = scenario.RateLimited ? [RequestRetryMode.Standard, RequestRetryMode.Adaptive] : [RequestRetryMode.Standard];
            foreach (var retryMode in retryModes)
            {
                foreach (var usersAtOnce in new[] { 1, 2, 4, 8, 16, 32 })
                    Results.Trials.Add(new(usersAtOnce, retryMode, Note(await bench.WalkAsync(scenario, usersAtOnce, retryMode))));
            }
        }
    }

    private Run Note(Run run)
    {
        progress.WriteLine($"{run.Scenario.Name}, {run.Way}: {run.Seen.Total:N0} calls, {run.Usage.Wall.TotalSeconds:N2} s. {run.Usage.Error}".TrimEnd());
        return run;
    }
}
