using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Model;

/// <summary>
/// Random years of users, people, trouble and passes, played against a model written from the invariants alone. One story is one account's year.
/// KEYREAPER_MODEL_YEARS says how many are played, KEYREAPER_MODEL_SEED where to begin: a number, or the seed of a failure as it was printed
/// (as <c>12345,6789,50</c>: its two numbers and its size), which plays that very story first.
/// </summary>
public class ModelTests
{
    private const int Strands = 8; // so that a run uses several cores and its stories still depend on the seed alone
    private const ulong Gamma = 0x9E37_79B9_7F4A_7C15;

    private static int Years => int.TryParse(Environment.GetEnvironmentVariable("KEYREAPER_MODEL_YEARS"), CultureInfo.InvariantCulture, out var years) ? years : 1_000;

    private static ulong[] Seed =>
        Environment.GetEnvironmentVariable("KEYREAPER_MODEL_SEED") is { Length: > 0 } text
            ? [.. text.Split(',', StringSplitOptions.TrimEntries).Select(number => ulong.Parse(number, CultureInfo.InvariantCulture))]
            : [20261122];

    [Fact]
    public async Task Whatever_happens_in_an_account_no_invariant_breaks_and_all_that_is_due_is_done()
    {
        if (Seed is [var seed, var gamma, var size])
        {
            Play(Config.QuickThrowOnFailure.WithReplay(seed, gamma, (int)size), Years, InProcessAsync);
            return;
        }

        await Parallel.ForAsync(0, Strands, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (strand, _) =>
        {
            Play(Config.QuickThrowOnFailure.WithReplay(Seed[0] + (ulong)strand, Gamma), (Years + Strands - 1) / Strands, InProcessAsync);
            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public void The_same_holds_over_sockets() => Play(Config.QuickThrowOnFailure.WithReplay(Seed[0], Gamma), 10, OverSocketsAsync);

    private static void Play(Config config, int stories, Func<Story, Task> play) =>
        Prop.ForAll(Stories.Any, play).Check(config.WithMaxTest(stories));

    /// <summary>The same bytes as over a socket, without the socket: many times as many passes a minute.</summary>
    private static async Task InProcessAsync(Story story)
    {
        await using var sandbox = SandboxServer.WithoutSocket();
        using var way = sandbox.CreateHandler();
        using var scene = new Scene(sandbox, way);
        await scene.PlayAsync(story);
    }

    private static async Task OverSocketsAsync(Story story)
    {
        await using var sandbox = await SandboxServer.StartAsync();
        using var way = new SocketsHttpHandler();
        using var scene = new Scene(sandbox, way);
        await scene.PlayAsync(story);
    }
}
