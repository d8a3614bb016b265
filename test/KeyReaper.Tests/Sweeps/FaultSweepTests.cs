using KeyReaper.Sandbox;
using KeyReaper.Tests.Given;
using Xunit.Abstractions;

namespace KeyReaper.Tests.Sweeps;

/// <summary>Every call of a pass, one by one, made to fail in every way.</summary>
public class FaultSweepTests(ITestOutputHelper output)
{
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(0.5);

    [Theory]
    [InlineData("auto")]
    [InlineData("walk")]
    public Task Whatever_one_call_is_answered_the_invariants_hold_and_the_next_pass_mends_it(string inventory) =>
        SweepAsync(inventory, Misbehaviour.Answered, atOnce: 4, callTimeout: null);

    [Theory]
    [InlineData("auto")]
    [InlineData("walk")]
    public Task When_one_call_is_not_answered_in_time_the_invariants_hold_and_the_next_pass_mends_it(string inventory) =>
        SweepAsync(inventory, Misbehaviour.Unanswered, atOnce: 16, ShortPatience);

    private async Task SweepAsync(string inventory, IReadOnlyList<Misbehaviour> misbehaviours, int atOnce, TimeSpan? callTimeout)
    {
        var ends = await Ends.OfAsync(inventory);
        var calls = await CallName.UndisturbedAsync(inventory);
        (CallName Call, Misbehaviour Misbehaviour)[] cases = [.. calls.SelectMany(call => misbehaviours.Where(one => one.Strikes(call)), (call, misbehaviour) => (call, misbehaviour))];

        await Sweep.RunAsync(output, cases, one => StoryAsync(one.Call, one.Misbehaviour, ends, inventory, callTimeout), atOnce);
    }

    private static async Task StoryAsync(CallName call, Misbehaviour misbehaviour, Ends ends, string inventory, TimeSpan? callTimeout)
    {
        await using var account = await SweptAccount.StartAsync(inventory);
        var (armed, changed) = (true, false);
        account.History.StillTrue = _ => misbehaviour.IsTrue || !changed;
        account.Sandbox.Faults.Add(new() { When = _ => armed, Skip = 200, Kind = FaultKind.AccessDenied }); // ends what would go on for ever
        account.Sandbox.Faults.Add(misbehaviour.Fault with { When = one => armed && call.Fits(one), Skip = call.Occurrence, Times = misbehaviour.Times, Rewrite = Rewrite });

        var error = await account.PassAsync(callTimeout: callTimeout);
        armed = false;

        account.History.ShouldHold("the struck pass");
        account.Sandbox.Calls.Count.ShouldBeLessThan(200, "calls of one pass");
        if (misbehaviour.IsGotOver) error.ShouldBeNull();
        if (error is null && !misbehaviour.MayEndWell(call)) Ends.Normal(account.State).ShouldBe(ends.Now, "the pass ended well, but did less");

        await ends.ShouldBeReachedAsync(account, "struck", atOnce: !misbehaviour.StartsAnew(call));

        string Rewrite(SandboxCall one, string text)
        {
            var rewritten = misbehaviour.Fault.Rewrite(one, text);
            changed |= rewritten != text;
            return rewritten;
        }
    }
}
