using KeyReaper.Tests.Given;
using Xunit.Abstractions;

namespace KeyReaper.Tests.Sweeps;

/// <summary>Every call of a pass, one by one, is made to fail in every way.</summary>
public class FaultSweepTests(ITestOutputHelper output)
{
    // A pass over the swept account makes some sixty calls.
    private const int Endless = 200;

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

    [Fact]
    public Task Whatever_one_call_is_answered_a_dry_run_changes_nothing() =>
        RestrainedAsync(account => account.With("DRY_RUN", "true", rules => rules with { DryRun = true }), account => account.State);

    [Fact]
    public Task Whatever_one_call_is_answered_a_pass_above_the_brake_changes_no_key() =>
        RestrainedAsync(account => account.With("MAX_DEACTIVATIONS", "0", rules => rules with { MaxDeactivations = 0 }), account => string.Join(' ', account.Account.Users.SelectMany(user => user.AccessKeys).Select(key => $"{key.Id} {key.Status}")));

    /// <param name="unchanged">What has to be the same after the pass as before it.</param>
    private async Task RestrainedAsync(Action<SweptAccount> restrain, Func<SweptAccount, string> unchanged)
    {
        await using var undisturbed = SweptAccount.InProcess("auto");
        restrain(undisturbed);
        await undisturbed.PassAsync();

        await Sweep.RunAsync(output, Strikes(CallName.Of(undisturbed.Sandbox.Calls), Misbehaviour.Answered), async (strike, overWire) =>
        {
            await using var account = await SufferingAsync(strike, "auto", overWire);
            restrain(account);
            var before = unchanged(account);
            Arm(account, strike);

            await account.PassAsync();

            CallName.Of(account.Sandbox.Calls).ShouldContain(strike.Call, "it was not struck");
            unchanged(account).ShouldBe(before);
            account.History.ShouldHold("the struck pass");
        });
    }

    private async Task SweepAsync(string inventory, IReadOnlyList<Misbehaviour> misbehaviours, int atOnce, TimeSpan? callTimeout)
    {
        var ends = await Ends.OfAsync(inventory);
        var (calls, _) = await CallName.UndisturbedAsync(inventory);

        await Sweep.RunAsync(output, Strikes(calls, misbehaviours), (one, overWire) => StoryAsync(one, ends, inventory, callTimeout, overWire), atOnce);
    }

    private static Strike[] Strikes(IReadOnlyList<CallName> calls, IReadOnlyList<Misbehaviour> misbehaviours) =>
        [.. calls.SelectMany(call => misbehaviours.Where(one => one.Strikes(call)), (call, misbehaviour) => new Strike(call, misbehaviour))];

    private static async Task<SweptAccount> SufferingAsync(Strike strike, string inventory, bool overWire)
    {
        var account = strike.Misbehaviour.IsOfTheConnection ? await SweptAccount.OverSocketsAsync(inventory) : SweptAccount.InProcess(inventory);
        account.IsInMemory = !overWire;
        return account;
    }

    private static async Task StoryAsync(Strike strike, Ends ends, string inventory, TimeSpan? callTimeout, bool overWire)
    {
        var (call, misbehaviour) = strike;
        await using var account = await SufferingAsync(strike, inventory, overWire);
        var disarm = Arm(account, strike);

        var error = await account.PassAsync(callTimeout: callTimeout);
        disarm();

        CallName.Of(account.Sandbox.Calls).ShouldContain(call, "it was not struck");
        account.History.ShouldHold("the struck pass");
        account.Sandbox.Calls.Count.ShouldBeLessThan(Endless, "calls of one pass");
        if (misbehaviour.IsGotOver) error.ShouldBeNull();
        if (error is null && !misbehaviour.MayEndWell(call)) Ends.Normal(account.State).ShouldBe(ends.Now, "the pass ended well, but did less");

        await ends.ShouldBeReachedAsync(account, "struck", atOnce: !misbehaviour.StartsAnew(call));
    }

    private static Action Arm(SweptAccount account, Strike strike)
    {
        var (armed, changed) = (true, false);
        if (strike.Misbehaviour.IsOfTheConnection || strike.Misbehaviour.IsOfTheWire) account.OnlyByWire = strike.Call.Fits;
        account.History.StillTrue = _ => strike.Misbehaviour.IsTrue || !changed;
        account.Sandbox.Faults.Add(new() { When = _ => armed, Skip = Endless, Kind = FaultKind.AccessDenied }); // ends what would go on forever
        account.Sandbox.Faults.Add(strike.Misbehaviour.Fault with
        {
            When = one => armed && strike.Call.Fits(one),
            Skip = strike.Call.Occurrence,
            Times = strike.Misbehaviour.Times,
            Rewrite = (one, text) =>
            {
                var rewritten = strike.Misbehaviour.Fault.Rewrite(one, text);
                changed |= rewritten != text;
                return rewritten;
            },
        });
        return () => (armed, account.OnlyByWire) = (false, null);
    }

    private sealed record Strike(CallName Call, Misbehaviour Misbehaviour)
    {
        public override string ToString() => $"({Call}, {Misbehaviour})";
    }
}
