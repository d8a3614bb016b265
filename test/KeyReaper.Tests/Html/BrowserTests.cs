using System.Globalization;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;
using Microsoft.Playwright;

namespace KeyReaper.Tests.Html;

public class BrowserTests(Chromium browser) : IClassFixture<Chromium>
{
    private static readonly Report Rich = Sample.Of(60);

    [InstalledFact("chromium")]
    public async Task The_page_asks_for_nothing_but_itself_and_breaks_no_rule()
    {
        await using var opened = await browser.OpenAsync(Rich);
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Dark theme" }).ClickAsync();
        await opened.Page.Locator("table.keys summary").First.ClickAsync();

        opened.Requests.ShouldHaveSingleItem().ShouldStartWith("file:///");
        opened.Complaints.ShouldBeEmpty();
    }

    [InstalledFact("chromium")]
    public async Task A_script_or_style_that_is_not_the_pages_own_does_nothing()
    {
        await using var opened = await browser.OpenAsync(Rich);

        await opened.Page.EvaluateAsync("""
            () => {
                const add = (name, text) => { const element = document.createElement(name); element.textContent = text; document.body.append(element); };
                add('script', 'document.title = "taken over"');
                add('style', 'h1 { display: none }');
            }
            """);

        (await opened.Page.TitleAsync()).ShouldStartWith("KeyReaper DRY RUN");
        (await opened.Page.Locator("h1").IsVisibleAsync()).ShouldBeTrue();
        opened.Complaints.Count.ShouldBe(2);
    }

    [InstalledFact("chromium")]
    public async Task Every_column_sorts_both_ways_with_what_has_no_value_last()
    {
        await using var opened = await browser.OpenAsync(Rich);

        foreach (var heading in await opened.Page.Locator("table.keys thead th").AllAsync())
        {
            var column = (await heading.GetAttributeAsync("class"))!;
            await heading.GetByRole(AriaRole.Button).ClickAsync();
            (await heading.GetAttributeAsync("aria-sort")).ShouldBe("ascending", column);
            var ascending = await opened.ColumnAsync(column);
            await heading.GetByRole(AriaRole.Button).PressAsync("Enter");
            (await heading.GetAttributeAsync("aria-sort")).ShouldBe("descending", column);
            var descending = await opened.ColumnAsync(column);

            var values = ascending.Where(value => value.Length > 0).ToArray();
            values.Length.ShouldBeGreaterThan(10, column);
            ascending.Skip(values.Length).ShouldAllBe(value => value.Length == 0);
            for (var at = 1; at < values.Length; at++) ShouldBeInOrder(column, values[at - 1], values[at]);
            descending.ShouldBe([.. values.Reverse(), .. ascending.Skip(values.Length)], column);
        }

        (await opened.Page.Locator("th[aria-sort]").CountAsync()).ShouldBe(1);
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
        var search = opened.Page.GetByLabel("Search");
        var count = opened.Page.GetByRole(AriaRole.Status);
        (await count.TextContentAsync()).ShouldBe("60 of 60 keys");

        await search.FillAsync("  EU-west-1 /ci/ ");

        var expected = Rich.Plan.Steps.Count(step => step.Key is { User.Path: "/ci/", LastUse.Region: "eu-west-1", Status: not KeyStatus.Deleted });
        expected.ShouldBeGreaterThan(0);
        (await count.TextContentAsync()).ShouldBe($"{expected} of 60 keys");
        (await opened.Rows.CountAsync()).ShouldBe(expected);

        await search.FillAsync("update-access-key");
        (await count.TextContentAsync()).ShouldBe("0 of 60 keys"); // the commands are not searched

        await opened.Page.Locator(".timeline a").First.ClickAsync();
        (await opened.Page.Locator("tr:target").IsVisibleAsync()).ShouldBeTrue();
        (await count.TextContentAsync()).ShouldBe("60 of 60 keys");
    }

    [InstalledFact("chromium")]
    public Task The_copy_button_copies_the_very_command() => CopyAsync(withoutClipboard: null);

    [InstalledFact("chromium")]
    public Task It_does_so_where_there_is_no_clipboard_to_write_to() => CopyAsync("Object.defineProperty(navigator, 'clipboard', { value: undefined });");

    private async Task CopyAsync(string? withoutClipboard)
    {
        var report = AReport.Of(AReport.Live, [AReport.Key(1, "it's <b>")]);
        await using var opened = await browser.OpenAsync(report, beforeAll: withoutClipboard);
        await opened.Page.GetByText("Undo, exempt").ClickAsync();
        var button = opened.Page.GetByRole(AriaRole.Button, new() { Name = "Copy" }).First;

        await button.ClickAsync();
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToBeVisibleAsync();
        await opened.Page.GetByLabel("Search").FocusAsync();
        await opened.Page.Keyboard.PressAsync("Control+V");

        (await opened.Page.GetByLabel("Search").InputValueAsync()).ShouldBe(
            @"aws iam update-access-key --user-name 'it'\''s <b>' --access-key-id AKIAEXAMPLEKEY000001 --status Active");
    }

    [InstalledFact("chromium")]
    public async Task The_theme_follows_the_reader_and_then_the_button()
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var opened = await browser.OpenAsync(Rich, new() { ColorScheme = scheme });
            var button = opened.Page.GetByRole(AriaRole.Button, new() { Name = "Dark theme" });
            async Task<bool> IsDarkAsync() => await opened.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor") == "rgb(19, 22, 27)";
            (await IsDarkAsync()).ShouldBe(scheme is ColorScheme.Dark);
            (await button.GetAttributeAsync("aria-pressed")).ShouldBe(scheme is ColorScheme.Dark ? "true" : "false");

            await button.ClickAsync();

            (await IsDarkAsync()).ShouldBe(scheme is ColorScheme.Light);
            (await button.GetAttributeAsync("aria-pressed")).ShouldBe(scheme is ColorScheme.Light ? "true" : "false");
        }
    }

    [InstalledFact("chromium")]
    public async Task The_page_never_scrolls_sideways()
    {
        var longest = AReport.Key(99, new string('W', 64), $"/{new string('W', 510)}/").Tagged("owner", new string('W', 256));
        await using var opened = await browser.OpenAsync(AReport.Of(Sample.Settings, [longest, .. Sample.Keys(60)], listing: Sample.RuledOut));

        foreach (var width in new[] { 360, 768, 1280, 1920 })
        {
            await opened.Page.SetViewportSizeAsync(width, 800);
            await opened.Page.Locator("summary").EvaluateAllAsync<bool[]>("all => all.map(one => one.parentElement.open = true)");
            (await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        }
    }

    [InstalledFact("chromium")]
    public async Task On_paper_nothing_is_cut_or_folded_and_there_are_no_buttons()
    {
        const int A4LandscapeWithinMargins = 1031;
        await using var opened = await browser.OpenAsync(Rich, new() { ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = A4LandscapeWithinMargins, Height = 700 } });
        await opened.Page.EmulateMediaAsync(new() { Media = Media.Print });

        (await opened.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(255, 255, 255)");
        (await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(A4LandscapeWithinMargins);
        (await opened.Page.Locator("button:visible, input:visible").CountAsync()).ShouldBe(await opened.Page.Locator("thead button").CountAsync());
        var commands = opened.Page.Locator("table.keys details code");
        (await commands.CountAsync()).ShouldBeGreaterThan(60);
        (await opened.Page.Locator("table.keys details code:visible").CountAsync()).ShouldBe(await commands.CountAsync());
    }

    [InstalledFact("chromium")]
    public async Task Without_JavaScript_every_row_is_there_and_no_control_that_would_do_nothing()
    {
        await using var opened = await browser.OpenAsync(Rich, new() { JavaScriptEnabled = false });

        (await opened.Rows.CountAsync()).ShouldBe(60);
        (await opened.Page.Locator("button:visible, input:visible").CountAsync()).ShouldBe(0);
        await opened.Page.Locator("table.keys summary").First.ClickAsync();
        (await opened.Page.Locator("table.keys details code:visible").CountAsync()).ShouldBeGreaterThan(0);
    }

    [InstalledFact("chromium")]
    public async Task Everything_can_be_reached_by_keyboard_and_the_place_is_seen()
    {
        await using var opened = await browser.OpenAsync(Rich);
        HashSet<string> reached = [];
        for (var presses = 0; presses < 60; presses++)
        {
            await opened.Page.Keyboard.PressAsync("Tab");
            reached.Add(await opened.Page.EvaluateAsync<string>("`${document.activeElement.localName} ${getComputedStyle(document.activeElement).outlineStyle}`"));
        }

        reached.ShouldBe(["button solid", "summary solid", "a solid", "input solid", "div solid"], ignoreOrder: true);
    }

    [InstalledFact("chromium")]
    public async Task Five_thousand_keys_are_still_searched_and_sorted()
    {
        await using var opened = await browser.OpenAsync(Sample.Of(5000));

        await opened.Page.GetByLabel("Search").FillAsync("key004997");
        await opened.Page.Locator("thead th.idle button").ClickAsync();

        (await opened.Page.GetByRole(AriaRole.Status).TextContentAsync()).ShouldBe("1 of 5000 keys");
        (await opened.Rows.CountAsync()).ShouldBe(1);
        (await opened.ColumnAsync("idle")).Where(days => days.Length > 0).Select(days => int.Parse(days, CultureInfo.InvariantCulture)).ShouldBeInOrder();
        opened.Complaints.ShouldBeEmpty();
    }
}
