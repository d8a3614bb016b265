using KeyReaper.Cli.Shell;
using KeyReaper.Sandbox;
using KeyReaper.Sandbox.Topics;

namespace KeyReaper.Cli.Demo;

/// <summary>Six weeks in an account, with one scheduled pass a day.</summary>
internal sealed class DemoStory : IDisposable
{
    private readonly SandboxServer sandbox;
    private readonly DemoAccount account;
    private readonly DemoScreen screen;
    private readonly SandboxTopic topic;
    private readonly Dictionary<string, string> environment;
    private readonly DeployedFunction function;
    private readonly DemoTotals totals = new();
    private readonly CancellationToken cancelled;

    private DemoStory(SandboxServer sandbox, DemoScreen screen, CancellationToken cancelled)
    {
        this.sandbox = sandbox;
        this.screen = screen;
        this.cancelled = cancelled;
        account = new(sandbox);
        topic = sandbox.Topics.Create("keyreaper");
        environment = new() { ["TOPIC_ARN"] = topic.Arn, ["MAX_DEACTIVATIONS"] = "10" };
        function = new(sandbox, environment.GetValueOrDefault);
    }

    public static async Task PlayAsync(DemoScreen screen, CancellationToken cancelled)
    {
        await using var sandbox = await SandboxServer.StartAsync(cancellationToken: cancelled);
        sandbox.Clock.SkipsWaitsUpTo = TimeSpan.FromSeconds(30); // does not wait for IAM to make its credential report
        using var story = new DemoStory(sandbox, screen, cancelled);
        await story.PlayAsync();
    }

    public void Dispose() => function.Dispose();

    private async Task PlayAsync()
    {
        screen.Opening(sandbox);
        var first = KeyStates.Of(sandbox.Account);

        await screen.SceneAsync("Freshly deployed, KeyReaper rehearses: DRY_RUN is true unless you say otherwise. This is its e-mail.", cancelled);
        await PassAsync(whole: true);

        await screen.SceneAsync("The list is right, so DRY_RUN=false goes live.", cancelled);
        environment["DRY_RUN"] = "false";
        await DayAsync(whole: true);

        await screen.SceneAsync("Two days on, someone needs the migration after all and turns its key back on. A person's decision is respected.", cancelled);
        await DayAsync();
        account.MigrationUser.AccessKeys[0].Activate();
        await DayAsync();

        await screen.SceneAsync("A key comes due. Then one that somebody uses at the last moment, between KeyReaper's look and its act: it looks again right before, and leaves that one alone.", cancelled);
        await DaysAsync(2);
        sandbox.Faults.Add(new() { Action = "GetAccessKeyLastUsed", AccessKeyId = account.PayrollKey.Id, Times = 1, After = _ => account.RunPayroll() });
        await DayAsync();

        await screen.SceneAsync("Daily passes go on, and an exemption by date ends.", cancelled);
        await DaysAsync(7);

        await screen.SceneAsync("A monthly job of 28 shops is late, so 28 keys look unused at once. MAX_DEACTIVATIONS is 10 here, and the brake holds: nobody is cut off. Then the job runs.", cancelled);
        await DayAsync();
        account.RunMonthlyJob();
        await DaysAsync(16);

        await screen.SceneAsync("The grace period of the first keys is over, and the role has lost a permission. The report says which, and how to fix it.", cancelled);
        account.MayDelete = false;
        await DayAsync();

        await screen.SceneAsync("With the permission back, the keys that stayed inactive for 30 days are deleted.", cancelled);
        account.MayDelete = true;
        await DaysAsync(2);

        await screen.SceneAsync("The key that was turned back on had a full new month, and nobody used it. The one whose exemption ended had its own.", cancelled);
        await DaysAsync(8);

        await screen.SceneAsync("One user had two keys, made in the same second. The one in use was never touched.", cancelled);
        screen.Keys(KeyStates.Of(sandbox.Account).Since(first).Where(key => key.User == account.GatewayUser.Name));

        screen.Closing(totals, account.Working, DemoPage.Write(function.Report!));
    }

    private async Task DaysAsync(int days)
    {
        for (var day = 0; day < days; day++) await DayAsync();
    }

    /// <summary>A day: everyone works, then comes the scheduled pass.</summary>
    private async Task DayAsync(bool whole = false)
    {
        sandbox.Clock.Advance(TimeSpan.FromDays(1));
        account.Work();
        await PassAsync(whole);
    }

    private async Task PassAsync(bool whole)
    {
        cancelled.ThrowIfCancellationRequested();
        var before = KeyStates.Of(sandbox.Account);
        sandbox.ClearCalls();

        await screen.WaitAsync($"Pass of {sandbox.Clock.GetUtcNow():yyyy-MM-dd}", InvokeAsync);

        totals.Add(function.Report!, sandbox.Calls.Count);
        screen.Pass(function.Report!, topic.Messages[^1], sandbox.Calls.Count, KeyStates.Of(sandbox.Account).ChangesSince(before), whole);
    }

    private async Task InvokeAsync()
    {
        try
        {
            await function.InvokeAsync("{}", new SilentLogger(), Stream.Null);
        }
        catch (PassException) // the report went out, and says why
        {
        }
    }
}
