using System.Xml.Linq;
using KeyReaper.Asked;
using KeyReaper.Cli.Html;
using KeyReaper.Reporting;
using KeyReaper.Words;
using static KeyReaper.Cli.Html.Markup;

namespace KeyReaper.Cli.Accounts;

/// <summary>Many accounts on one page: an overview, then a section for each, made of the same parts as the page of one account.</summary>
internal static class AccountsPage
{
    private static readonly string[] References = ["id", "aria-labelledby", "href"];

    public static string Render(AccountsReport report) => HtmlReport.Render(
        $"KeyReaper {Settings.DryRunMode}: {Wording.Count(report.Accounts.Count, "account")}",
        Tag("header",
            Tag("p", Class("what"), "KeyReaper ", Tag("b", Class("mode dry"), Settings.DryRunMode)),
            Tag("button", Attr("id", "theme"), Attr("type", "button"), Attr("hidden", "hidden"), "Dark theme"),
            Tag("h1", $"Access keys of {Wording.Count(report.Accounts.Count, "account")}"),
            Tag("p", Class("time"), Tag("time", Attr("datetime", $"{report.Now.UtcDateTime:yyyy-MM-ddTHH:mm}Z"), Wording.Minute(report.Now))),
            Tag("p", Class("sentence"), report.Sentence)),
        [
            NotKnown(report),
            Table(report),
            .. report.Accounts.Where(account => account.Figures is not null).Select(Section),
        ]);

    private static XElement? NotKnown(AccountsReport report) => report.Unknown.Count == 0 ? null : Tag("section", Class("attention"), Attr("aria-labelledby", "unknown"),
        Tag("h2", Attr("id", "unknown"), $"Not known ({report.Unknown.Count})"),
        Tag("ul", report.Causes.Select(cause => Tag("li", $"{cause.Whose}: {cause.Why}", cause.Accounts.Count > 1 ? Tag("p", Class("note"), string.Join(", ", cause.Accounts)) : null))));

    private static XElement Table(AccountsReport report) => Tag("section", Attr("aria-labelledby", "accounts"),
        Tag("h2", Attr("id", "accounts"), "Account by account"),
        Tag("div", Class("scrolls"), Attr("role", "region"), Attr("aria-labelledby", "accounts"), Attr("tabindex", "0"),
            Tag("table", Class("accounts"),
                Tag("caption", "The worst first."),
                Tag("thead", Tag("tr", Heading("col", "Account"), AccountColumn.All.Select(column => Heading("col", column.Name)))),
                Tag("tbody",
                    Tag("tr", Class("all"), Heading("row", "all"), AccountColumn.All.Select(column => Tag("td", column.Text(report.Totals)))),
                    report.Accounts.Select(account => Tag("tr",
                        Heading("row", account.Figures is null ? account.Id : Tag("a", Attr("href", $"#a{account.Id}"), account.Id), account.Report?.AccountAlias is { } alias ? Tag("small", $" {alias}") : null),
                        AccountColumn.All.Select(column => account.Figures is { } figures ? Tag("td", column.Text(figures) == "0" ? Class("zero") : null, column.Text(figures)) : Tag("td", "?"))))))));

    private static XElement Section(AccountLook account)
    {
        var (report, figures) = (account.Report!, Figures.Of(account.Report!));
        var (prefix, rows) = ($"a{account.Id}", KeyRow.Of(report));
        var section = Tag("div",
            Tag("p", Class("note"), TextReport.Sentence(report)),
            Overview.Attention(report),
            Overview.Notices(report),
            Overview.Root(report),
            Figures.Strip(report, figures),
            Timeline.Of(report, rows),
            KeyTable.Of(report, rows, figures),
            Exemptions.Of(report),
            BesideKeys.Of(report),
            Overview.Inventory(report));
        return Tag("details", Class("seen"), Attr("id", prefix),
            Tag("summary", account.Id, report.AccountAlias is { } alias ? $" ({alias})" : null),
            Prefixed(WithoutScript(section), $"{prefix}-"));
    }

    /// <summary>The script works on a single table of keys only. So search fields are removed here, and the rows that wait for the script are shown at once.</summary>
    private static XElement WithoutScript(XElement section)
    {
        section.Descendants().Where(element => element.Attribute("class")?.Value is "search" or "more").Remove();
        foreach (var table in section.Descendants("table").Where(table => table.Attribute("class")?.Value.StartsWith("keys", StringComparison.Ordinal) is true)) table.SetAttributeValue("class", $"{table.Attribute("class")!.Value} static");
        foreach (var hidden in section.Descendants("noscript").ToArray()) hidden.ReplaceWith(hidden.Nodes());
        return section;
    }

    /// <summary>Ids must be unique on the page.</summary>
    private static XElement Prefixed(XElement section, string prefix)
    {
        foreach (var attribute in section.DescendantsAndSelf().Attributes().Where(attribute => References.Contains(attribute.Name.LocalName)))
        {
            if (attribute.Name != "href") attribute.Value = prefix + attribute.Value;
            else if (attribute.Value.StartsWith('#')) attribute.Value = $"#{prefix}{attribute.Value[1..]}";
        }

        return section;
    }

    private static XElement Heading(string scope, params object?[] content) => Tag("th", Attr("scope", scope), content);
}
