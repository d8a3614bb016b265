using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using KeyReaper.Sandbox;
using Xunit.Abstractions;

namespace KeyReaper.Tests.Model;

/// <summary>
/// Random years of users, people, trouble and passes, played against a model written from the invariants alone. One story is one account's year.
/// KEYREAPER_MODEL_YEARS says how many are played, KEYREAPER_MODEL_SEED where to begin: a number, or the last step of a failure as it was printed
/// (its two numbers and its size: <c>12345,6789,50</c>), which plays that story first. All but a few are played in memory.
/// </summary>
public class ModelTests(ITestOutputHelper output)
{
    private const int Strands = 8; // so that a run uses several cores, and its stories still depend only on the seed
    private const int YearsOverTheWire = 24;
    private const int YearsOverSockets = 4;
    private const ulong Gamma = 0x9E37_79B9_7F4A_7C15; // FsCheck requires an odd number; the stories vary by the seed

    private readonly Tally tally = new();

    private static int Years => int.TryParse(Environment.GetEnvironmentVariable("KEYREAPER_MODEL_YEARS"), CultureInfo.InvariantCulture, out var years) ? years : 1000;

    private static ulong[] Seed =>
        Environment.GetEnvironmentVariable("KEYREAPER_MODEL_SEED") is { Length: > 0 } text
            ? [.. text.Split(',', StringSplitOptions.TrimEntries).Select(number => ulong.Parse(number, CultureInfo.InvariantCulture))]
            : [20261122];

    [Fact]
    public async Task Whatever_happens_in_an_account_no_invariant_breaks_and_all_that_is_due_is_done()
    {
        if (Seed is [var seed, var gamma, var size])
        {
            Play(Config.QuickThrowOnFailure.WithReplay(seed, gamma, (int)size), Years, InMemoryAsync);
            return;
        }

        // FsCheck blocks while a story is played, so each strand has its own thread instead of starving the thread pool.
        using var cores = new SemaphoreSlim(Environment.ProcessorCount);
        await Task.WhenAll(Enumerable.Range(0, Strands).Select(strand => Task.Factory.StartNew(
            () =>
            {
                cores.Wait();
                try
                {
                    Play(Config.QuickThrowOnFailure.WithReplay(Seed[0] + (ulong)strand, Gamma), (Years + Strands - 1) / Strands, InMemoryAsync);
                }
                finally
                {
                    cores.Release();
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        output.WriteLine($"{Years} account-years from seed {Seed[0]}: {tally}");
        if (Years >= 100) tally.Missing.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_holds_over_sockets() => Play(Config.QuickThrowOnFailure.WithReplay(Seed[0], Gamma), YearsOverSockets, OverSocketsAsync);

    [Fact]
    public void The_same_holds_over_the_wire() => Play(Config.QuickThrowOnFailure.WithReplay(Seed[0], Gamma), YearsOverTheWire, OverTheWireAsync);

    private static void Play(Config config, int stories, Func<Story, Task> play) =>
        Prop.ForAll(Stories.Any, play).Check(config.WithMaxTest(stories));

    private async Task InMemoryAsync(Story story)
    {
        await using var sandbox = SandboxServer.WithoutSocket();
        using var way = new InMemoryWay(sandbox);
        using var scene = new Scene(sandbox, way, tally);
        await scene.PlayAsync(story);
    }

    private async Task OverTheWireAsync(Story story)
    {
        await using var sandbox = SandboxServer.WithoutSocket();
        using var handler = sandbox.CreateHandler();
        using var way = new WireWay(sandbox, handler);
        using var scene = new Scene(sandbox, way, tally);
        await scene.PlayAsync(story);
    }

    private async Task OverSocketsAsync(Story story)
    {
        await using var sandbox = await SandboxServer.StartAsync();
        using var handler = new SocketsHttpHandler();
        using var way = new WireWay(sandbox, handler);
        using var scene = new Scene(sandbox, way, tally);
        await scene.PlayAsync(story);
    }
}
