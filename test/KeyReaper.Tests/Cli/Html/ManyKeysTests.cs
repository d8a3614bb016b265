using System.Globalization;
using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Html;

/// <summary>More keys than a browser shows at once.</summary>
public class ManyKeysTests(Chromium browser) : IClassFixture<Chromium>
{
    private static readonly Report Many = Sample.Of(450);

    [InstalledFact("chromium")]
    public async Task The_first_two_hundred_are_shown_and_the_rest_on_demand()
    {
        await using var opened = await browser.OpenAsync(Many);
        (await opened.TextAsync(Opened.Count)).ShouldBe("450 of 450 keys");
        (await opened.VisibleAsync(Opened.Rows)).ShouldBe(200);

        await opened.ClickAsync(Opened.Button("Show 200 more"));
        (await opened.VisibleAsync(Opened.Rows)).ShouldBe(400);

        await opened.ClickAsync(Opened.Button("Show all 450"));
        (await opened.VisibleAsync(Opened.Rows)).ShouldBe(450);
        (await opened.VisibleAsync(".more")).ShouldBe(0);
        (await Places(opened)).ShouldBe(Enumerable.Range(1, 450));
    }

    [InstalledFact("chromium")]
    public async Task Without_JavaScript_all_are_shown_in_their_order()
    {
        await using var opened = await browser.OpenAsync(Many, page => page.SetJavaScriptEnabledAsync(false));

        (await opened.VisibleAsync(Opened.Rows)).ShouldBe(450);
        (await opened.VisibleAsync(Opened.Controls)).ShouldBe(0);
        (await opened.VisibleAsync(".more")).ShouldBe(0);
        (await Places(opened)).ShouldBe(Enumerable.Range(1, 450));
    }

    [InstalledFact("chromium")]
    public async Task Five_thousand_are_searched_filtered_and_sorted_no_more_than_two_hundred_of_them_shown()
    {
        var report = Sample.Of(5000);
        await using var opened = await browser.OpenAsync(report);

        await opened.FillAsync(Opened.Search, "key004997");
        (await opened.TextAsync(Opened.Count)).ShouldBe("1 of 5000 keys");
        (await opened.ColumnAsync("key")).ShouldBe(["AKIAEXAMPLEKEY004997"]);

        await opened.FillAsync(Opened.Search, " ");
        await opened.ClickAsync("thead th.idle button");
        var known = report.Plan.Steps.Where(step => step.Key is { Status: not KeyStatus.Deleted, Unreadable: null }).Select(step => step.Key.IdleAt(report.Now)).Where(idle => !idle.AtMost);
        (await opened.ColumnAsync("idle")).Select(days => int.Parse(days, CultureInfo.InvariantCulture))
            .ShouldBe(known.Select(idle => (int)idle.Length.TotalDays).Order().Take(200));

        await opened.ClickAsync(Opened.Button("would be deactivated"));
        (await opened.TextAsync(Opened.Count)).ShouldBe($"{report.Effective(Act.Deactivate).Count()} of 5000 keys");
        (await opened.VisibleAsync(Opened.Rows)).ShouldBe(200);
        opened.Complaints.ShouldBeEmpty();
    }

    [InstalledFact("chromium")]
    public async Task A_link_leads_to_its_key_whether_it_is_shown_or_not()
    {
        await using var opened = await browser.OpenAsync(Many);
        foreach (var place in new[] { 1, 201, 3 })
        {
            await opened.Page.EvaluateFunctionAsync("place => { const link = document.querySelector('.timeline a'); link.href = `#k${place}`; link.click(); }", place);

            await opened.Page.WaitForSelectorAsync($"tr#k{place}:target", new() { Visible = true });
        }
    }

    /// <summary>A browser that runs scripts ends noscript at the first end tag, wherever that is.</summary>
    [InstalledFact("chromium")]
    public async Task A_name_that_would_end_the_hidden_part_of_the_page_is_text_there_too()
    {
        const string Name = "</noscript><img src=x onerror=alert(1)><script>alert(1)</script>";
        await using var opened = await browser.OpenAsync(AReport.Of(Sample.Settings, Sample.Keys(250).Select(key => key.Tagged("owner", Name).Named(Name, $"/{Name}/"))));

        await opened.ClickAsync(Opened.Button("Show all 250"));

        (await opened.ColumnAsync("owner")).ShouldBe(Enumerable.Repeat(Name, 250));
        (await opened.CountAsync("img")).ShouldBe(0);
        (await opened.CountAsync("script")).ShouldBe(1);
        opened.Complaints.ShouldBeEmpty();
    }

    private static async Task<IEnumerable<int>> Places(Opened opened) => (await opened.ColumnAsync("verdict")).Select(place => int.Parse(place, CultureInfo.InvariantCulture));
}
