using System.Xml.Linq;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using static KeyReaper.Cli.Html.Markup;
using static KeyReaper.Reporting.Wording;

namespace KeyReaper.Cli.Html;

/// <summary>Every key that was read, one row each. The script sorts and filters what it finds here.</summary>
internal static class KeyTable
{
    public static XElement? Of(Report report, IReadOnlyList<KeyRow> rows) => rows.Count == 0 ? null : Tag("section", Attr("aria-labelledby", "keys"),
        Tag("h2", Attr("id", "keys"), "Every key that was read"),
        Tag("div", Class("search"), Attr("hidden", "hidden"),
            Tag("label", Attr("for", "search"), "Search"),
            Tag("input", Attr("id", "search"), Attr("type", "search"), Attr("autocomplete", "off"), Attr("spellcheck", "false"), Attr("placeholder", "user, key id, verdict, service …")),
            Tag("output", Attr("for", "search"), Attr("aria-live", "polite"))),
        Tag("div", Class("scrolls"), Attr("role", "region"), Attr("aria-labelledby", "keys"), Attr("tabindex", "0"),
            Tag("table", Class("keys"),
                Tag("caption", Caption(report, rows)),
                Tag("thead", Tag("tr", Columns(report).Select(column => Tag("th", Class(column.Class), Attr("scope", "col"), Attr("data-sort", column.Sort), column.Name)))),
                Tag("tbody", rows.Select(row => Row(report, row))))));

    private static string Caption(Report report, IReadOnlyList<KeyRow> rows) =>
        $"{Count(rows.Count, "access key")}, the most urgent first."
        + (report.Listing.KeysRuledOut is var others and > 0 ? $" {Count(others, "more key")} of {Count(report.Listing.UsersRuledOut, "user")} are in use by the credential report and were not read one by one." : "");

    private static IEnumerable<(string Class, string Name, string Sort)> Columns(Report report) =>
    [
        ("key", "Access key", "text"),
        ("user", "User", "text"),
        .. report.Settings.OwnerTag is null ? [] : new[] { ("owner", "Owner", "text") },
        ("status", "Status", "text"),
        ("verdict", "Verdict", "rank"),
        ("created", "Created", "time"),
        ("used", "Last use", "time"),
        ("idle", "Idle days", "number"),
        ("next", "Next step", "time"),
    ];

    private static XElement Row(Report report, KeyRow row)
    {
        var key = row.Key;
        var dated = key is { Status: not KeyStatus.Deleted, Unreadable: null };
        return Tag("tr", Attr("id", row.Anchor),
            Tag("th", Class("key"), Attr("scope", "row"), Tag("code", key.Id)),
            Tag("td", Class("user"), key.User.Name, key.User.Path == "/" ? null : Small(key.User.Path)),
            report.Settings.OwnerTag is null ? null : Tag("td", Class("owner"), report.OwnerOf(key.User)),
            Tag("td", Class("status"), row.Status.ToString()),
            Tag("td", Class("verdict"), Attr("data-rank", (int)row.Fate.Tone), Tag("b", Class(ClassOf(row.Fate.Tone)), row.Fate.Word), Tag("p", row.Fate.Why), Remedies(row)),
            Tag("td", Class("created"), dated ? Dated(key.CreateDate, $"{Days(report.Now - key.CreateDate)} old") : null),
            Tag("td", Class("used"), dated ? LastUse(key) : null),
            Tag("td", Class("idle"), dated ? Idle(key.IdleAt(report.Now)) : null),
            Tag("td", Class("next"), row.Next is { } next ? Dated(next.At, next.Words) : null));
    }

    public static string ClassOf(Tone tone) => $"tone-{tone}".ToLowerInvariant();

    private static object[] LastUse(AccessKey key) => key.LastUse.Match<object[]>(
        use => For(use) is { Length: > 0 } what ? Dated(use.Date, what[" for ".Length..]) : [Time(use.Date)],
        () => [Small("never used")],
        () => [Small("not looked up")]);

    /// <summary>Whole days, as a number to sort by; of a key whose last use was not looked up they are not known.</summary>
    private static object Idle(IdleTime idle) => idle.AtMost ? Small("not known") : (int)idle.Length.TotalDays;

    private static XElement? Remedies(KeyRow row)
    {
        (string What, string Command)[] commands =
        [
            .. Undo(row) is { } undo ? [(undo, Commands.Activate(row.Key))] : Array.Empty<(string, string)>(),
            .. CanBeExempt(row) ? [("Exempt the user", Commands.Exempt(row.Key.User))] : Array.Empty<(string, string)>(),
        ];
        return commands.Length == 0 ? null : Tag("details",
            Tag("summary", Undo(row) is null ? "Exempt" : "Undo, exempt"),
            commands.Select(command => Tag("p", command.What, Tag("code", command.Command))));
    }

    private static string? Undo(KeyRow row) => row switch
    {
        { Status: KeyStatus.Inactive } => "Turn it back on",
        { Status: KeyStatus.Active, Step.Verdict.Act: Act.Deactivate } => "Turn it back on, once it is deactivated",
        _ => null,
    };

    private static bool CanBeExempt(KeyRow row) => row is { Status: not KeyStatus.Deleted, Step.Verdict.Reason: not Reason.Exempt };

    private static XElement[] Dated(DateTimeOffset time, string text) => [Time(time), Small(text)];

    private static XElement Small(string text) => Tag("small", text);
}
