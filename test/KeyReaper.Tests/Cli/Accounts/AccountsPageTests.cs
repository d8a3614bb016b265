using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using KeyReaper.Cli.Accounts;

namespace KeyReaper.Tests.Cli.Accounts;

/// <summary>The page of many accounts.</summary>
public class AccountsPageTests
{
    private static readonly IDocument Page = new HtmlParser().ParseDocument(AccountsPage.Render(FourAccounts.Seen));

    [Fact]
    public void It_has_an_overview_the_worst_first_and_a_section_for_each_account_that_is_known()
    {
        Page.QuerySelectorAll(".accounts tbody th").Select(cell => cell.TextContent).ShouldBe(["all", "444455556666", "111122223333 example-prod", "333344445555", "222233334444"]);
        Page.QuerySelectorAll("details.seen > summary").Select(summary => summary.TextContent).ShouldBe(["111122223333 (example-prod)", "333344445555", "222233334444"]);
        Page.QuerySelector("section.attention")!.TextContent.ShouldContain("444455556666: sts:AssumeRole of arn:aws:iam::444455556666:role/OrganizationAccountAccessRole: AccessDenied");
    }

    [Fact]
    public void What_is_not_known_is_no_number()
    {
        Page.QuerySelectorAll(".accounts tr").Single(row => row.TextContent.StartsWith("444455556666", StringComparison.Ordinal)).QuerySelectorAll("td").ShouldAllBe(cell => cell.TextContent == "?");
        Page.QuerySelectorAll(".accounts tr").Single(row => row.TextContent.StartsWith("333344445555", StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent).ShouldBe(["3", "1", "1", "1", "0", "0", "0", "2", "?", "0"]);
    }

    [Fact]
    public void Every_key_is_there_without_a_script_every_id_once_and_every_link_leads_somewhere()
    {
        var ids = Page.All.Select(element => element.Id).OfType<string>().Where(id => id.Length > 0).ToArray();

        ids.ShouldBeUnique();
        Page.QuerySelectorAll("noscript").ShouldBeEmpty();
        foreach (var account in FourAccounts.Seen.Accounts.Where(account => account.Figures is not null))
        {
            var section = Page.GetElementById($"a{account.Id}")!;
            foreach (var step in account.Report!.Plan.Steps) section.QuerySelectorAll("tr th.key").Select(cell => cell.TextContent).ShouldContain(step.Key.Id);
        }

        foreach (var link in Page.QuerySelectorAll("a[href^='#']")) ids.ShouldContain(link.GetAttribute("href")![1..]);
        foreach (var label in Page.QuerySelectorAll("[aria-labelledby]").SelectMany(element => element.GetAttribute("aria-labelledby")!.Split(' '))) ids.ShouldContain(label);
    }

    [Fact]
    public void What_an_account_says_of_why_it_cannot_be_entered_is_text() => Page.Body!.InnerHtml.ShouldContain("&lt;b&gt;not authorized");
}
