using KeyReaper.Tests.Given;
using Xunit.Abstractions;

namespace KeyReaper.Tests.Sweeps;

/// <summary>A clock that jumps back and forth between passes. There is no other time to measure by, so the invariants have to be true by this clock.</summary>
public class ClockJumpTests(ITestOutputHelper output)
{
    private static readonly double[] Days = [-1, 1, 4, 30, 365];

    [Theory]
    [InlineData("auto")]
    [InlineData("walk")]
    public async Task However_the_clock_jumps_between_passes_the_invariants_hold(string inventory)
    {
        Jumps[] jumps = [.. from one in Days from two in Days from three in Days select new Jumps(one, two, three)];

        await Sweep.RunAsync(output, jumps, async (jump, overWire) =>
        {
            await using var account = overWire ? SweptAccount.InProcess(inventory) : SweptAccount.InMemory(inventory);
            foreach (var days in (double[])[jump.First, jump.Second, jump.Third, 0])
            {
                (await account.PassAsync()).ShouldBeNull();
                if (days < 0) account.Sandbox.Clock.TurnBack(TimeSpan.FromDays(-days));
                else account.Sandbox.Clock.Advance(TimeSpan.FromDays(days));
                account.Account.User("cid").AccessKeys[0].Use();
            }

            account.History.ShouldHold("four passes");
            account.Account.User("cid").AccessKeys[0].Status.ShouldBe("Active", "it is in use all the time");
        });
    }

    private sealed record Jumps(double First, double Second, double Third)
    {
        public override string ToString() => $"({First}, {Second}, {Third} days)";
    }
}
