using System.Xml.Linq;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Words;
using static KeyReaper.Cli.Html.Markup;

namespace KeyReaper.Cli.Html;

/// <summary>The parts of the page that are about the account as a whole.</summary>
internal static class Overview
{
    private const int AtOnce = 20;

    public static XElement Header(Report report) => Tag("header",
        Tag("p", Class("what"), "KeyReaper ", Tag("b", Class(report.DryRun ? "mode dry" : "mode live"), report.Mode)),
        Tag("button", Attr("id", "theme"), Attr("type", "button"), Attr("hidden", "hidden"), "Dark theme"),
        Tag("h1", "Access keys of account ", Tag("span", Class("account"), report.AccountId), report.AccountAlias is { } alias ? $" ({alias})" : null),
        Tag("p", Class("time"), Tag("time", Attr("datetime", $"{report.Now.UtcDateTime:yyyy-MM-ddTHH:mm}Z"), Wording.Minute(report.Now))),
        Tag("p", Class("sentence"), TextReport.Sentence(report)));

    public static XElement? Attention(Report report) => List("attention", "Needs attention", Reporting.Attention.Sentences(report));

    public static XElement? Notices(Report report) => List("notices", "Notices", Reporting.Notices.Sentences(report));

    public static XElement? Root(Report report) => List("root", "Root user", RootText.Sentence(report) is { } root ? [root] : []);

    public static XElement? Permissions(Report report) => Reporting.Attention.Grants(report) is { Count: > 0 } grants
        ? Tag("section", Class("attention"), Attr("aria-labelledby", "permissions"),
            Tag("h2", Attr("id", "permissions"), $"Permissions to add ({grants.Count})"),
            Tag("p", Stacks.ToGrant(report)),
            Tag("ul", Class("grants"), grants.Select(grant => Tag("li", Tag("code", grant)))))
        : null;

    private static XElement? List(string name, string heading, IEnumerable<string> sentences)
    {
        string[] entries = [.. sentences];
        return entries.Length == 0 ? null : Tag("section", Class(name == "attention" ? name : "notices"), Attr("aria-labelledby", name),
            Tag("h2", Attr("id", name), $"{heading} ({entries.Length})"),
            Tag("ul", entries.Take(AtOnce).Select(entry => Tag("li", entry))),
            entries.Length <= AtOnce ? null : Tag("details", Tag("summary", $"{entries.Length - AtOnce} more"), Tag("ul", entries.Skip(AtOnce).Select(entry => Tag("li", entry)))));
    }

    public static XElement? GoingLive(Report report) => TextReport.Closing(report) is { Count: > 0 } lines
        ? Tag("section", Attr("aria-labelledby", "live"), Tag("h2", Attr("id", "live"), "Going live"), lines.Select(line => Tag("p", line)))
        : null;

    public static XElement Inventory(Report report) => Tag("section", Class("note"), Attr("aria-labelledby", "inventory"),
        Tag("h2", Attr("id", "inventory"), "What was looked at"),
        Sections.Numbers(report).Concat(Sections.Terms(report)).Select(line => Tag("p", line)));
}
