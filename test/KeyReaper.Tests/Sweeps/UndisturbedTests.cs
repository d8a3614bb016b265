using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Sweeps;

/// <summary>What the sweeps compare with.</summary>
public class UndisturbedTests
{
    [Theory]
    [InlineData("auto")]
    [InlineData("walk")]
    public async Task Undisturbed_the_story_makes_every_kind_of_call_and_keeps_every_invariant(string inventory)
    {
        await using var account = await SweptAccount.OverSocketsAsync(inventory);

        (await account.PassAsync()).ShouldBeNull();

        account.History.ShouldHold("undisturbed");





    }
}
