using System.Globalization;
using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;
using PuppeteerSharp;

namespace KeyReaper.Tests.Cli.Html;

public class BrowserTests(Chromium browser) : IClassFixture<Chromium>
{
    private const string Commands = "table.keys details code";
    private const string Ground = "getComputedStyle(document.body).backgroundColor";
    private const string Width = "document.documentElement.scrollWidth";
    private const string Theme = "#theme";

    private static readonly Report Rich = Sample.Of(60);

    [InstalledFact("chromium")]
    public async Task The_page_asks_for_nothing_but_itself_and_breaks_no_rule()
    {
        await using var opened = await browser.OpenAsync(Rich);
        await opened.ClickAsync(Theme);
        await opened.ClickAsync("table.keys summary");

        opened.Requests.ShouldHaveSingleItem().ShouldStartWith("file:///");
        opened.Complaints.ShouldBeEmpty();
    }

    [InstalledFact("chromium")]
    public async Task A_script_or_style_that_is_not_the_pages_own_does_nothing()
    {
        await using var opened = await browser.OpenAsync(Rich);

        await opened.Page.EvaluateFunctionAsync("""
            () => {
                const add = (name, text) => { const element = document.createElement(name); element.textContent = text; document.body.append(element); };
                add('script', 'document.title = "taken over"');
                add('style', 'h1 { display: none }');
            }
            """);

        (await opened.Page.GetTitleAsync()).ShouldStartWith("KeyReaper DRY RUN");
        (await opened.VisibleAsync("h1")).ShouldBe(1);
        opened.Complaints.Count.ShouldBe(2);
    }

    [InstalledFact("chromium")]
    public async Task Every_column_sorts_both_ways_with_what_has_no_value_last()
    {
        await using var opened = await browser.OpenAsync(Rich);

        foreach (var column in await opened.Page.EvaluateExpressionAsync<string[]>("[...document.querySelectorAll('table.keys thead th[data-sort]')].map(heading => heading.className)"))
        {
            var heading = $"table.keys thead th.{column}";
            await opened.ClickAsync($"{heading} button");
            (await opened.AttributeAsync(heading, "aria-sort")).ShouldBe("ascending", column);
            var ascending = await opened.ColumnAsync(column);
            await (await opened.Page.QuerySelectorAsync($"{heading} button")).PressAsync("Enter");
            (await opened.AttributeAsync(heading, "aria-sort")).ShouldBe("descending", column);
            var descending = await opened.ColumnAsync(column);

            var values = ascending.Where(value => value.Length > 0).ToArray();
            values.Length.ShouldBeGreaterThan(10, column);
            ascending.Skip(values.Length).ShouldAllBe(value => value.Length == 0);
            for (var at = 1; at < values.Length; at++) ShouldBeInOrder(column, values[at - 1], values[at]);
            descending.ShouldBe([.. values.Reverse(), .. ascending.Skip(values.Length)], column);
        }

        (await opened.CountAsync("th[aria-sort]")).ShouldBe(1);
    }

    private static void ShouldBeInOrder(string column, string first, string second)
    {
        if (column is "idle" or "verdict") int.Parse(first, CultureInfo.InvariantCulture).ShouldBeLessThanOrEqualTo(int.Parse(second, CultureInfo.InvariantCulture));
        else if (column is "created" or "used" or "next") DateTime.Parse(first, CultureInfo.InvariantCulture).ShouldBeLessThanOrEqualTo(DateTime.Parse(second, CultureInfo.InvariantCulture), column);
        else char.ToUpperInvariant(first[0]).ShouldBeLessThanOrEqualTo(char.ToUpperInvariant(second[0]), column); // the browser's collation decides the rest
    }

    [InstalledFact("chromium")]
    public async Task Searching_shows_the_rows_with_all_the_words_and_counts_them()
    {
        await using var opened = await browser.OpenAsync(Rich);
        (await opened.TextAsync(Opened.Count)).ShouldBe("60 of 60 keys");

        await opened.FillAsync(Opened.Search, "  EU-west-1 /ci/ ");

        var expected = Rich.Plan.Steps.Count(step => step.Key is { User.Path: "/ci/", LastUse: LastUse.At { Region: "eu-west-1" }, Status: not KeyStatus.Deleted });
        expected.ShouldBeGreaterThan(0);
        (await opened.TextAsync(Opened.Count)).ShouldBe($"{expected} of 60 keys");
        (await opened.VisibleAsync(Opened.Rows)).ShouldBe(expected);

        await opened.FillAsync(Opened.Search, "update-access-key");
        (await opened.TextAsync(Opened.Count)).ShouldBe("0 of 60 keys"); // the commands are not searched

        await opened.ClickAsync(".timeline a");
        (await opened.VisibleAsync("tr:target")).ShouldBe(1);
        (await opened.TextAsync(Opened.Count)).ShouldBe("60 of 60 keys");
    }

    [InstalledFact("chromium")]
    public async Task Every_figure_shows_the_keys_that_it_counts_and_together_they_count_every_key()
    {
        foreach (var report in new[] { Rich, AReport.Of(AReport.Live with { Policy = new() { DeleteKeys = false } }, AReport.EveryKind) })
        {
            await using var opened = await browser.OpenAsync(report);
            HashSet<string> seen = [];
            foreach (var figure in await opened.Page.QuerySelectorAllAsync(".numbers [data-in]:not([data-in=''])"))
            {
                var button = await figure.QuerySelectorAsync("button");
                await button.ClickAsync();

                var (name, value) = (await button.EvaluateFunctionAsync<string>("one => one.textContent"), await figure.QuerySelectorAsync("dd").EvaluateFunctionAsync<int>("one => Number(one.textContent)"));
                (await opened.AttributeAsync("button[aria-pressed=true]", "aria-pressed")).ShouldBe("true", name);
                (await opened.TextAsync("#unfilter")).ShouldBe(name);
                (await opened.VisibleAsync(Opened.Rows)).ShouldBe(name == "in use" ? value - report.Listing.KeysRuledOut : value, name);
                seen.UnionWith(await opened.ColumnAsync("key"));
            }

            seen.Count.ShouldBe(report.Plan.Steps.Count);
            await opened.ClickAsync(Opened.Button("access keys"));
            (await opened.VisibleAsync(Opened.Rows)).ShouldBe(report.Plan.Steps.Count);
            (await opened.VisibleAsync("#unfilter")).ShouldBe(0);
        }
    }

    [InstalledFact("chromium")]
    public Task The_copy_button_copies_the_very_command() => CopyAsync(_ => Task.CompletedTask);

    [InstalledFact("chromium")]
    public Task It_does_so_where_there_is_no_clipboard_to_write_to() =>
        CopyAsync(page => page.EvaluateExpressionOnNewDocumentAsync("Object.defineProperty(navigator, 'clipboard', { value: undefined });"));

    private async Task CopyAsync(Func<IPage, Task> before)
    {
        var report = AReport.Of(AReport.Live, [AReport.Key(1, "it's <b>")]);
        await using var opened = await browser.OpenAsync(report, before);
        await opened.ClickAsync("::-p-text(Undo, exempt)");

        await opened.Page.WaitForSelectorAsync(Opened.Button("Copy")); // added when it is unfolded
        await opened.ClickAsync(Opened.Button("Copy"));
        await opened.Page.WaitForSelectorAsync(Opened.Button("Copied"), new() { Visible = true });
        await opened.Page.FocusAsync(Opened.Search);
        await opened.Page.Keyboard.DownAsync("Control");
        await opened.Page.Keyboard.PressAsync("V");
        await opened.Page.Keyboard.UpAsync("Control");

        (await opened.Page.EvaluateExpressionAsync<string>("document.querySelector('input').value")).ShouldBe(
            @"aws iam update-access-key --user-name 'it'\''s <b>' --access-key-id AKIAEXAMPLEKEY000001 --status Active");
    }

    [InstalledFact("chromium")]
    public async Task The_theme_follows_the_reader_and_then_the_button()
    {
        foreach (var dark in new[] { false, true })
        {
            await using var opened = await browser.OpenAsync(Rich, page => PrefersAsync(page, dark ? "dark" : "light"));
            async Task<bool> IsDarkAsync() => await opened.Page.EvaluateExpressionAsync<string>(Ground) == "rgb(19, 22, 27)";
            (await IsDarkAsync()).ShouldBe(dark);
            (await opened.TextAsync(Theme)).ShouldBe(dark ? "Light theme" : "Dark theme"); // the label says what pressing it does

            await opened.ClickAsync(Theme);

            (await IsDarkAsync()).ShouldBe(!dark);
            (await opened.TextAsync(Theme)).ShouldBe(dark ? "Dark theme" : "Light theme");
        }
    }

    [InstalledFact("chromium")]
    public async Task The_page_never_scrolls_sideways()
    {
        var longest = AReport.Key(99, new string('W', 64), $"/{new string('W', 510)}/").Tagged("owner", new string('W', 256));
        await using var opened = await browser.OpenAsync(AReport.Of(Sample.Settings, [longest, .. Sample.Keys(60)], listing: Sample.RuledOut));

        foreach (var width in new[] { 360, 768, 1024, 1280, 1920 })
        {
            await opened.Page.SetViewportAsync(new() { Width = width, Height = 800 });
            await opened.Page.EvaluateFunctionAsync("() => document.querySelectorAll('summary').forEach(one => one.parentElement.open = true)");
            (await opened.Page.EvaluateExpressionAsync<int>(Width)).ShouldBeLessThanOrEqualTo(width);
        }
    }

    [InstalledFact("chromium")]
    public async Task Without_JavaScript_every_row_is_there_and_no_control_that_would_do_nothing()
    {
        await using var opened = await browser.OpenAsync(Rich, page => page.SetJavaScriptEnabledAsync(false));

        (await opened.VisibleAsync(Opened.Rows)).ShouldBe(60);
        (await opened.VisibleAsync(Opened.Controls)).ShouldBe(0);
        (await opened.VisibleAsync(Commands)).ShouldBe(0);
        await opened.ClickAsync("table.keys summary");
        (await opened.VisibleAsync(Commands)).ShouldBeGreaterThan(0);
    }

    [InstalledFact("chromium")]
    public async Task Everything_can_be_reached_by_keyboard_and_the_place_is_seen()
    {
        await using var opened = await browser.OpenAsync(Rich);
        HashSet<string> reached = [];
        for (var presses = 0; presses < 60; presses++)
        {
            await opened.Page.Keyboard.PressAsync("Tab");
            reached.Add(await opened.Page.EvaluateExpressionAsync<string>("`${document.activeElement.localName} ${['', '::after'].map(part => getComputedStyle(document.activeElement, part).outlineStyle).find(style => style !== 'none')}`"));
        }

        reached.ShouldBe(["button solid", "summary solid", "a solid", "input solid"], ignoreOrder: true);
    }

    private static Task PrefersAsync(IPage page, string scheme) =>
        page.EmulateMediaFeaturesAsync([new() { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme }]);
}
