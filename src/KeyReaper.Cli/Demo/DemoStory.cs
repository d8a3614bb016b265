using KeyReaper.Sandbox;
using Spectre.Console;

namespace KeyReaper.Cli.Demo;

/// <summary>Six weeks of an account, one scheduled pass a day.</summary>
internal sealed class DemoStory : IDisposable
{
    private readonly SandboxServer sandbox;
    private readonly DemoAccount account;
    private readonly DemoScreen screen;
    private readonly SandboxTopic topic;
    private readonly Dictionary<string, string> environment;
    private readonly DeployedFunction function;
    private int passes;
    private int calls;

    private DemoStory(SandboxServer sandbox, DemoScreen screen)
    {
        this.sandbox = sandbox;
        this.screen = screen;
        account = new(sandbox);
        topic = sandbox.Topics.Create("keyreaper");
        environment = new() { ["TOPIC_ARN"] = topic.Arn };
        function = new(sandbox, environment.GetValueOrDefault);
    }

    public static async Task PlayAsync(IAnsiConsole console, CancellationToken cancelled)
    {
        await using var sandbox = await SandboxServer.StartAsync(cancellationToken: cancelled);
        sandbox.Clock.SkipsWaitsUpTo = TimeSpan.FromSeconds(30); // IAM takes a while to make its credential report
        using var story = new DemoStory(sandbox, new DemoScreen(console));
        await story.PlayAsync(cancelled);
    }

    public void Dispose() => function.Dispose();

    private async Task PlayAsync(CancellationToken cancelled)
    {
        screen.Opening(sandbox);
        var first = KeyStates.Of(sandbox.Account);

        screen.Chapter("Freshly deployed, KeyReaper rehearses: DRY_RUN is true unless you say otherwise.");
        await PassAsync(cancelled);

        screen.Chapter("The list is right, so DRY_RUN=false goes live.");
        environment["DRY_RUN"] = "false";
        await DaysAsync(1, cancelled);

        screen.Chapter("Two days on, someone needs the migration after all and turns its key back on. A person's decision is respected.");
        await DaysAsync(1, cancelled);
        account.MigrationUser.AccessKeys[0].Activate();
        await DaysAsync(1, cancelled);

        screen.Chapter("Daily passes go on. A key comes due, and an exemption by date ends.");
        await DaysAsync(10, cancelled);

        screen.Chapter("The grace period of the first keys passes. What nobody asked for in a month is deleted.");
        await DaysAsync(18, cancelled);

        screen.Chapter("The key that was turned back on had a full new month, and nobody used it.");
        await DaysAsync(10, cancelled);

        screen.Chapter("One user had two keys, made in the same second. The one in use was never touched.");
        screen.Keys(KeyStates.Of(sandbox.Account).Since(first).Where(key => key.User == account.GatewayUser.Name));

        screen.Closing(passes, calls);
    }

    /// <summary>So many days pass, each with everyone's work and then the scheduled pass.</summary>
    private async Task DaysAsync(int days, CancellationToken cancelled)
    {
        for (var day = 0; day < days; day++)
        {
            sandbox.Clock.Advance(TimeSpan.FromDays(1));
            account.Work();
            await PassAsync(cancelled);
        }
    }

    private async Task PassAsync(CancellationToken cancelled)
    {
        cancelled.ThrowIfCancellationRequested();
        var before = KeyStates.Of(sandbox.Account);
        sandbox.ClearCalls();

        await screen.WaitAsync($"Pass of {sandbox.Clock.GetUtcNow():yyyy-MM-dd}", () => function.InvokeAsync("{}", new SilentLogger(), Stream.Null));

        passes++;
        calls += sandbox.Calls.Count;
        screen.Pass(sandbox.Clock.GetUtcNow(), sandbox.Calls.Count, KeyStates.Of(sandbox.Account).ChangesSince(before), topic.Messages[^1], isFirst: passes == 1);
    }
}
