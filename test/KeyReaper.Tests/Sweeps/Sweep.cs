using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit.Abstractions;

namespace KeyReaper.Tests.Sweeps;

/// <summary>Runs many small stories, some at a time, and tells all that went wrong at once.</summary>
internal static class Sweep
{
    // Far beyond what a story takes: it ends one that would go on for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task RunAsync<T>(ITestOutputHelper output, IReadOnlyList<T> cases, Func<T, Task> story, int atOnce = 4)
    {
        var watch = Stopwatch.StartNew();
        var failures = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (one, _) =>
        {
            try
            {
                await story(one).WaitAsync(Patience, TimeProvider.System, CancellationToken.None);
            }
#pragma warning disable CA1031 // a story's failure, whatever it is, is told with its name
            catch (Exception error)
#pragma warning restore CA1031
            {
                failures.Add($"{one}: {error.Message}");
            }
        });

        output.WriteLine($"{cases.Count} cases in {watch.Elapsed.TotalSeconds:0.0} s, {failures.Count} failed");
        foreach (var failure in failures.Order(StringComparer.Ordinal).Take(60)) output.WriteLine(failure.Length > 1500 ? failure[..1500] : failure);
        failures.Count.ShouldBe(0, failures.Order(StringComparer.Ordinal).FirstOrDefault());
    }
}
