using KeyReaper.Tests.Given;
using KeyReaper.Tests.Given.InMemory;
using Xunit.Abstractions;

namespace KeyReaper.Tests.Sweeps;

/// <summary>
/// A pass is killed at every call: before IAM gets it, and after its effect. A read has no effect, so there both are the same. Over the wire a process is killed, in memory a call is never answered.
/// </summary>
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
        await using var account = overWire ? await SweptAccount.OverSocketsAsync(inventory) : SweptAccount.InMemory(inventory);
        account.Account.CredentialReport.Store();
        var pass = account.History.Begin(account.Rules);
        History.Kill(pass, overWire ? await KilledAsync(death, account) : await KilledInMemoryAsync(death, account));

        account.History.ShouldHold("the killed pass");
        await ends.ShouldBeReachedAsync(account, "killed");
    }

    /// <returns>What its process wrote before it was killed.</returns>
    private static async Task<string> KilledAsync(Death death, SweptAccount account)
    {
        var started = new TaskCompletionSource<Child>(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = account.Sandbox.Calls.Count(death.Call.Fits);
        account.Sandbox.Faults.Add(death.Fault(() => started.Task.GetAwaiter().GetResult().Kill()));

        await using var child = KilledPass.Start(account);
        started.SetResult(child);
        (await child.ExitAsync()).ShouldBe(137, $"it was to be killed. {child}");
        SpinWait.SpinUntil(() => account.Sandbox.Calls.Count(death.Call.Fits) > before + death.Call.Occurrence, TimeSpan.FromSeconds(30)).ShouldBeTrue("the call at which it died is on record before the next pass");
        return child.Output;
    }

    /// <summary>A pass that waits forever at that call, and whose other calls lead to nothing from then on.</summary>
    /// <returns>Its log until then.</returns>
    private static async Task<string> KilledInMemoryAsync(Death death, SweptAccount account)
    {
        using var clients = new InMemoryClients(account.Sandbox, History.Role);
        account.Sandbox.Faults.Add(death.Fault(clients.Kill));
        var log = new CollectedLog();

        var pass = FunctionWith.InvokeAsync(clients.Clients, account.Sandbox.Clock, account.Environment.GetValueOrDefault, log);
        (await Task.WhenAny(pass, clients.Died)).ShouldBe(clients.Died, "it was to be killed");
        return log.ToString();
    }

    private sealed record Death(CallName Call, bool AfterEffect)
    {
        public Fault Fault(Action kill) => new()
        {
            Kind = AfterEffect ? FaultKind.None : FaultKind.ResetBeforeEffect,
            When = Call.Fits,
            Skip = Call.Occurrence,
            Times = 1,
            Before = AfterEffect ? null : _ => kill(),
            After = AfterEffect ? _ => kill() : null,
        };

        public override string ToString() => $"({Call}, killed {(AfterEffect ? "after the effect" : "before")})";
    }
}
