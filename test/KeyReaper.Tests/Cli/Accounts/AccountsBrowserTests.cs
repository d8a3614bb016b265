using KeyReaper.Cli.Accounts;
using KeyReaper.Tests.Cli.Html;
using KeyReaper.Tests.Given;
using PuppeteerSharp;

namespace KeyReaper.Tests.Cli.Accounts;

/// <summary>The page of many accounts in a browser.</summary>
public class AccountsBrowserTests(Chromium browser) : IClassFixture<Chromium>
{
    // A text that is broken has a rectangle for each of its lines.
    private const string MostLinesOfANumber = "Math.max(...[...document.querySelectorAll('.accounts td')].map(cell => { const text = document.createRange(); text.selectNodeContents(cell); return text.getClientRects().length; }))";

    [InstalledFact("chromium")]
    public async Task On_a_phone_the_overview_scrolls_by_itself_breaks_no_number_and_keeps_the_account_in_view()
    {
        await using var opened = await OpenedAsync(width: 390);

        (await opened.Page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth")).ShouldBe(390);
        (await opened.Page.EvaluateExpressionAsync<int>(MostLinesOfANumber)).ShouldBe(1);
        await opened.Page.EvaluateExpressionAsync("document.querySelector('.scrolls').scrollLeft = 10000");
        (await opened.Page.EvaluateExpressionAsync<bool>("document.querySelector('.scrolls').scrollLeft > 0")).ShouldBeTrue();
        (await opened.Page.EvaluateExpressionAsync<bool>("[...document.querySelectorAll('.accounts tbody th')].every(cell => cell.getBoundingClientRect().left >= 0)")).ShouldBeTrue();
    }

    [InstalledFact("chromium")]
    public async Task A_link_in_the_overview_opens_the_account_and_the_page_asks_for_nothing_and_breaks_no_rule()
    {
        await using var opened = await OpenedAsync(width: 1280);
        (await opened.VisibleAsync("#a222233334444 th.key")).ShouldBe(0);

        await opened.ClickAsync(".accounts a[href='#a222233334444']");

        (await opened.VisibleAsync("#a222233334444 tbody th.key")).ShouldBeGreaterThan(0);
        opened.Requests.ShouldAllBe(request => request.StartsWith("file:///", StringComparison.Ordinal));
        opened.Complaints.ShouldBeEmpty();
    }

    private Task<Opened> OpenedAsync(int width) => browser.OpenAsync(AccountsPage.Render(FourAccounts.Seen), page => page.SetViewportAsync(new() { Width = width, Height = 800 }));
}
