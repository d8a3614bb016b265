using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit.Abstractions;

namespace KeyReaper.Tests.Sweeps;

/// <summary>
/// Runs many small stories, some at the same time, and reports everything that went wrong together. Every eighth story, different ones in each run, goes over the wire as a whole;
/// KEYREAPER_SWEEP_WIRE chooses them by the number that a run printed, or <c>all</c>.
/// </summary>
internal static class Sweep
{
    private const int Eighth = 8;

    private static readonly string Wire = Environment.GetEnvironmentVariable("KEYREAPER_SWEEP_WIRE") is { Length: > 0 } which ? which : $"{Random.Shared.Next(Eighth)}";

    // Far longer than a story takes. It only ends one that would go on forever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="story">Plays a case. Its second argument says whether all of it has to go over the wire.</param>
    public static async Task RunAsync<T>(ITestOutputHelper output, IReadOnlyList<T> cases, Func<T, bool, Task> story, int atOnce = 4)
    {
        var watch = Stopwatch.StartNew();
        var failures = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(cases.Index(), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (numbered, _) =>
        {
            var (number, one) = numbered;
            try
            {
                await story(one, Wire is "all" || Wire == $"{number % Eighth}").WaitAsync(Patience, TimeProvider.System, CancellationToken.None);
            }
#pragma warning disable CA1031 // whatever fails in a story is reported with its name
            catch (Exception error)
#pragma warning restore CA1031
            {
                failures.Add($"{one}: {error.Message}");
            }
        });

        output.WriteLine($"{cases.Count} cases in {watch.Elapsed.TotalSeconds:0.0} s, {failures.Count} failed; over the wire: {Wire}");
        foreach (var failure in failures.Order(StringComparer.Ordinal).Take(60)) output.WriteLine(failure.Length > 1500 ? failure[..1500] : failure);
        failures.Count.ShouldBe(0, failures.Order(StringComparer.Ordinal).FirstOrDefault());
    }
}
