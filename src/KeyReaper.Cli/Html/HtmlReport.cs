using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using static KeyReaper.Cli.Html.Markup;

namespace KeyReaper.Cli.Html;

/// <summary>The report as one file that needs nothing else: no network, no server, and, to be read in full, no JavaScript.</summary>
internal static class HtmlReport
{
    public static string Render(Report report)
    {
        var (rows, figures) = (KeyRow.Of(report), Figures.Of(report));
        return Render(
            TextReport.Title(report),
            Overview.Header(report),
            Overview.Attention(report),
            Overview.Permissions(report),
            Overview.Notices(report),
            Overview.Root(report),
            Figures.Strip(report, figures),
            Tag("div", Class("side-by-side"), IdleChart.Of(report), Timeline.Of(report, rows)),
            KeyTable.Of(report, rows, figures),
            Exemptions.Of(report),
            BesideKeys.Of(report),
            Overview.GoingLive(report),
            Overview.Inventory(report));
    }

    public static string Render(string title, XElement header, params IEnumerable<XElement?> main)
    {
        var (style, script) = (Resource("report.css"), Resource("report.js"));
        var page = Disarmed(Tag("html", Attr("lang", "en"),
            Tag("head",
                Tag("meta", Attr("http-equiv", "Content-Security-Policy"), Attr("content", $"default-src 'none'; style-src {Source(style)}; script-src {Source(script)}; base-uri 'none'; form-action 'none'")),
                Tag("meta", Attr("name", "viewport"), Attr("content", "width=device-width, initial-scale=1")),
                Tag("meta", Attr("name", "referrer"), Attr("content", "no-referrer")),
                Tag("title", title)),
            Tag("body", header, Tag("main", main)))); // our own text with line breaks is added after this

        BesideKeys.AddFunction(page);
        page.Element("head")!.Add(Tag("style", style));
        page.Element("body")!.Add(Tag("script", script));
        return Document(page);
    }

    /// <summary>A browser runs only content with this hash, wherever other content may come from.</summary>
    private static string Source(string content) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(typeof(HtmlReport), name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
