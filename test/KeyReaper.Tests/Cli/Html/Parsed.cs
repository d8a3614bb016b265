using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using KeyReaper.Cli.Html;
using KeyReaper.Pass;

namespace KeyReaper.Tests.Cli.Html;

/// <summary>The page as a browser understands it.</summary>
internal static class Parsed
{
    public static IHtmlDocument Page(this Report report) => new HtmlParser().ParseDocument(HtmlReport.Render(report));

    public static IElement One(this IParentNode within, string selector) => within.QuerySelectorAll(selector).ShouldHaveSingleItem(selector);

    public static IElement Row(this IHtmlDocument page, string keyId) =>
        page.QuerySelectorAll("table.keys tbody tr").Single(row => row.QuerySelector("th")!.TextContent == keyId);

    /// <summary>Its text with the spaces between the lines that a reader sees.</summary>
    public static string Words(this IElement element) => string.Join(' ', element.Descendants<IText>().Select(text => text.Data.Trim()).Where(text => text.Length > 0));
}
