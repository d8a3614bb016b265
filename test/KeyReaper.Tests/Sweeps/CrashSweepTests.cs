using KeyReaper.Sandbox;
using KeyReaper.Tests.Given;
using Xunit.Abstractions;

namespace KeyReaper.Tests.Sweeps;

/// <summary>The process of a pass killed at every call: before IAM has it, and after its effect. A read has none, so there the two are one.</summary>
public class CrashSweepTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("auto")]
    [InlineData("walk")]
    public async Task Wherever_the_process_dies_the_invariants_hold_and_the_next_pass_finishes_the_work(string inventory)
    {
        var ends = await Ends.OfAsync(inventory);
        var (calls, _) = await CallName.UndisturbedAsync(inventory);
        Death[] deaths = [.. calls.Select(call => new Death(call, AfterEffect: false)), .. calls.Where(call => !call.IsRead).Select(call => new Death(call, AfterEffect: true))];

        await Sweep.RunAsync(output, deaths, (death, overWire) => StoryAsync(death, ends, inventory, overWire));
    }

    private static async Task StoryAsync(Death death, Ends ends, string inventory, bool overWire)
    {
        await using var account = await SweptAccount.OverSocketsAsync(inventory);
        account.Account.CredentialReport.Store();
        var pass = account.History.Begin(account.Rules);
        var started = new TaskCompletionSource<Child>(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = account.Sandbox.Calls.Count(death.Call.Fits);
        account.Sandbox.Faults.Add(death.Fault with { When = death.Call.Fits, Skip = death.Call.Occurrence, Times = 1, Before = call => Strike(!death.AfterEffect), After = call => Strike(death.AfterEffect) });

        await using var child = KilledPass.Start(account);
        started.SetResult(child);
        (await child.ExitAsync()).ShouldBe(137, $"it was to be killed. {child}");
        SpinWait.SpinUntil(() => account.Sandbox.Calls.Count(death.Call.Fits) > before + death.Call.Occurrence, TimeSpan.FromSeconds(30)).ShouldBeTrue("the call at which it died is on record before the next pass");
        History.Kill(pass, child.Output);

        account.History.ShouldHold("the killed pass");
        account.IsInMemory = !overWire;
        await ends.ShouldBeReachedAsync(account, "killed");

        void Strike(bool now)
        {
            if (now) started.Task.GetAwaiter().GetResult().Kill();
        }
    }

    private sealed record Death(CallName Call, bool AfterEffect)
    {
        public Fault Fault { get; } = new() { Kind = AfterEffect ? FaultKind.None : FaultKind.ResetBeforeEffect };

        public override string ToString() => $"({Call}, killed {(AfterEffect ? "after the effect" : "before")})";
    }
}
