using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;
using PuppeteerSharp;
using PuppeteerSharp.Media;
using UglyToad.PdfPig;
using Page = UglyToad.PdfPig.Content.Page;

namespace KeyReaper.Tests.Cli.Html;

/// <summary>What a printer gets.</summary>
public class PaperTests(Chromium browser) : IClassFixture<Chromium>
{
    [InstalledFact("chromium")]
    public async Task The_idle_chart_is_whole_on_one_page_however_much_stands_before_it()
    {
        foreach (var keys in new[] { 0, 1, 9, 40, 120, 300 })
        {
            using var paper = await PrintAsync(Sample.Of(keys));

            var chart = paper.GetPages().Select(Text).Single(page => page.Contains("Keys by idle time", StringComparison.Ordinal));
            foreach (var span in new[] { "less than a day", "7 – 14 days", "30 days: unused, deactivated", "10 years or more", "being turned back on" }) chart.ShouldContain(span, customMessage: $"{keys} keys");
        }
    }

    [InstalledFact("chromium")]
    public async Task Every_key_is_there_below_a_heading_on_each_page_and_no_word_is_split()
    {
        var report = Sample.Of(300);
        using var paper = await PrintAsync(report);

        Page[] pages = [.. paper.GetPages()];
        string[] words = [.. pages.SelectMany(page => page.GetWords()).Select(word => word.Text)];
        words.Where(word => word.StartsWith("AKIA", StringComparison.Ordinal)).Distinct().ShouldBe(report.Plan.Steps.Select(step => step.Key.Id), ignoreOrder: true);
        var ofTable = pages.Select(Text).SkipWhile(page => !page.Contains("Every key that was read", StringComparison.Ordinal)).Where(page => page.Contains("AKIA", StringComparison.Ordinal)).ToArray();
        ofTable.Length.ShouldBeGreaterThan(5);
        ofTable.ShouldAllBe(page => page.Contains("Last use", StringComparison.Ordinal));
        words.Count(word => word == "Inactive").ShouldBeGreaterThanOrEqualTo(report.Plan.Steps.Count(step => step.Key.Status is KeyStatus.Inactive));
        words.ShouldNotContain("Inactiv");
        pages.Length.ShouldBeLessThanOrEqualTo(24);
    }

    [InstalledFact("chromium")]
    public async Task Nothing_is_cut_or_folded_there_are_no_buttons_and_the_commands_are_said_once()
    {
        const int A4LandscapeWithinMargins = 1039;
        await using var opened = await browser.OpenAsync(Sample.Of(300), async page =>
        {
            await page.EmulateMediaFeaturesAsync([new() { MediaFeature = MediaFeature.PrefersColorScheme, Value = "dark" }]);
            await page.SetViewportAsync(new() { Width = A4LandscapeWithinMargins, Height = 700 });
        });
        await opened.Page.EmulateMediaTypeAsync(MediaType.Print);

        (await opened.Page.EvaluateExpressionAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(255, 255, 255)");
        (await opened.Page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(A4LandscapeWithinMargins);
        (await opened.VisibleAsync(Opened.Controls)).ShouldBe(await opened.CountAsync(".numbers button")); // which look like text
        (await opened.VisibleAsync(".forms code")).ShouldBe(2);
        var folded = await opened.CountAsync(".timeline details a");
        folded.ShouldBeGreaterThan(30);
        (await opened.VisibleAsync(".timeline details a")).ShouldBe(folded);
    }

    [InstalledFact("chromium")]
    public async Task What_was_shown_before_is_shown_after()
    {
        await using var opened = await browser.OpenAsync(Sample.Of(300));

        await opened.Page.PdfDataAsync();

        (await opened.VisibleAsync(Opened.Rows)).ShouldBe(200);
    }

    private async Task<PdfDocument> PrintAsync(Report report)
    {
        await using var opened = await browser.OpenAsync(report);
        return PdfDocument.Open(await opened.Page.PdfDataAsync(new() { PreferCSSPageSize = true, PrintBackground = true }));
    }

    private static string Text(Page page) => string.Join(' ', page.GetWords().Select(word => word.Text));
}
