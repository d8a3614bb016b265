using KeyReaper.Cli.Accounts;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Accounts;

public class AccountsScreenTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void The_sums_come_first_then_the_worst(int columns)
    {
        var screen = Printed.By(console => new AccountsScreen(console).Show(FourAccounts.Seen), columns);

        screen.Split('\n').ShouldAllBe(line => line.Length <= columns);
        screen.ShouldContain("[red]<b>not");
        screen.ShouldBeApproved($"accounts-{columns}");
    }

    [Fact]
    public void What_is_not_known_is_in_no_sum_and_shown_as_not_known()
    {
        FourAccounts.Seen.Totals.Users.ShouldBe(FourAccounts.Seen.Accounts.Sum(account => account.Figures?.Users ?? 0));
        (FourAccounts.Seen.Totals.RootAccessKeys, FourAccounts.Seen.Totals.RootNotKnown).ShouldBe((0, 1));
        FourAccounts.Seen.Unknown.Select(account => account.Id).ShouldBe(["444455556666"]);
        FourAccounts.Seen.Sentence.ShouldEndWith("Nothing is known about 1 account: it could not be read.");
    }
}
