using System.Xml.Linq;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using static KeyReaper.Cli.Html.Markup;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Cli.Html;

/// <summary>
/// Every key that was read, one row each. The script sorts and filters these rows. All but the first rows are in a noscript element: a browser that runs
/// scripts treats it as text, which costs next to nothing, and one that does not shows it.
/// </summary>
internal static class KeyTable
{
    private const int AtOnce = 200;

    public static XElement? Of(Report report, IReadOnlyList<KeyRow> rows, IReadOnlyList<Figure> figures)
    {
        if (rows.Count == 0) return null;

        var rendered = rows.Select(row => Row(report, row, figures)).ToArray();
        return Tag("section", Attr("aria-labelledby", "keys"),
            Tag("h2", Attr("id", "keys"), "Every key that was read"),
            Controls(rows.Count),
            Tag("p", Class("forms"), "To turn a key back on: ", Tag("code", Commands.Activate(Placeholder)), Tag("br"), "To exempt a user: ", Tag("code", Commands.Exempt(report, Placeholder.User))),
            Table(report, Caption(report, rows), rendered.Take(AtOnce)),
            rows.Count > AtOnce ? Tag("noscript", Table(report, $"The other {rows.Count - AtOnce}.", rendered.Skip(AtOnce))) : null,
            Tag("p", Class("more"), Attr("hidden", "hidden")));
    }

    private static AccessKey Placeholder { get; } = new(new("USER", "/", ""), "ACCESS-KEY-ID", KeyStatus.Inactive, default);

    private static XElement Controls(int keys) => Tag("div", Class("search"), Attr("hidden", "hidden"),
        Tag("label", Attr("for", "search"), "Search"),
        Tag("input", Attr("id", "search"), Attr("type", "search"), Attr("autocomplete", "off"), Attr("spellcheck", "false"), Attr("placeholder", "user, key id, verdict, service …")),
        Tag("button", Attr("id", "unfilter"), Attr("type", "button"), Attr("hidden", "hidden")),
        Tag("output", Attr("for", "search"), Attr("aria-live", "polite"), $"{keys} of {keys} keys"));

    private static XElement Table(Report report, string caption, IEnumerable<XElement> rows) => Tag("table", Class(report.Settings.OwnerTag is null ? "keys" : "keys owned"),
        Tag("caption", caption),
        Tag("thead", Tag("tr", Columns(report).Select(column => Tag("th", Class(column.Class), Attr("scope", "col"), column.Sort is { } sort ? Attr("data-sort", sort) : null, column.Name)))),
        Tag("tbody", rows));

    private static string Caption(Report report, IReadOnlyList<KeyRow> rows) =>
        $"{Count(rows.Count, "access key")}, the most urgent first."
        + (report.Listing.KeysRuledOut is var others and > 0 ? $" {Count(others, "more key")} of {Count(report.Listing.UsersRuledOut, "user")} are in use according to the credential report and were not read one by one." : "");

    private static IEnumerable<(string Class, string Name, string? Sort)> Columns(Report report) =>
    [
        ("key", "Access key", "text"),
        ("user", "User", "text"),
        .. report.Settings.OwnerTag is null ? [] : new[] { ("owner", "Owner", (string?)"text") },
        ("status", "Status", "text"),
        ("verdict", "Verdict", "place"),
        ("created", "Created", "time"),
        ("used", "Last use", "time"),
        ("idle", "Idle days", "number"),
        ("next", "Next step", "time"),
        ("commands", "Commands", null),
    ];

    private static XElement Row(Report report, KeyRow row, IReadOnlyList<Figure> figures)
    {
        var key = row.Key;
        var dated = key is { Status: not KeyStatus.Deleted, Unreadable: null };
        return Tag("tr", Attr("id", row.Anchor), Attr("data-in", string.Join(' ', figures.Where(figure => figure.Keys.Contains(key.Id)).Select(figure => figure.Word))),
            Tag("th", Class("key"), Attr("scope", "row"), Tag("code", key.Id)),
            Tag("td", Class("user"), key.User.Name, key.User.Path == "/" ? null : Small(key.User.Path)),
            report.Settings.OwnerTag is null ? null : Tag("td", Class("owner"), report.OwnerOf(key.User)),
            Tag("td", Class("status"), row.Status.ToString()),
            Tag("td", Class("verdict"), Tag("b", Class(ClassOf(row.Fate.Tone)), row.Fate.Word), Tag("p", row.Fate.Why)),
            Tag("td", Class("created"), dated ? Dated(key.CreateDate, $"{Days(report.Now - key.CreateDate)} old") : null),
            Tag("td", Class("used"), dated ? LastUse(key) : null),
            Tag("td", Class("idle"), dated ? Idle(key.IdleAt(report.Now)) : null),
            Tag("td", Class("next"), row.Next is { } next ? [next.At is { } at ? Date(at) : null, Small(next.Words)] : Array.Empty<XElement?>()),
            Tag("td", Class("commands"), Remedies(report, row)));
    }

    public static string ClassOf(Tone tone) => $"tone-{tone}".ToLowerInvariant();

    private static object[] LastUse(AccessKey key) => key.LastUse.Match<object[]>(
        use => For(use) is { Length: > 0 } what ? Dated(use.Date, what[" for ".Length..]) : [Date(use.Date)],
        () => [Small("never used")],
        () => [Small("not looked up")]);

    /// <summary>Whole days, as a number to sort by; not known for a key whose last use was not looked up.</summary>
    private static object Idle(IdleTime idle) => idle.AtMost ? Small("not known") : (int)idle.Length.TotalDays;

    private static XElement? Remedies(Report report, KeyRow row)
    {
        if (row is { Status: KeyStatus.Deleted }) return null;

        var byThisPass = row.Outcome is { TookEffect: true, Act: Act.Deactivate };
        (string Short, string Long, string Command)[] remedies =
        [
            .. row.Status is KeyStatus.Inactive ? [(byThisPass ? "Undo" : "Turn on", "Turn it back on", Commands.Activate(row.Key))] : Array.Empty<(string, string, string)>(),
            .. row.Step.Verdict.Reason is not Reason.Exempt ? [("Exempt", "Exempt the user", Commands.Exempt(report, row.Key.User))] : Array.Empty<(string, string, string)>(),
            .. row.Fate.Tone is not Tone.Quiet ? [("", "Postpone this key alone", Commands.Postpone(report, row.Key))] : Array.Empty<(string, string, string)>(),
            .. row.Fate.Tone is not Tone.Quiet && Trail.OfUse(row.Key, report.Now) is { } use ? [("", "Where it was last used from, by CloudTrail", use)] : Array.Empty<(string, string, string)>(),
            .. row.Step.Verdict.Reason is Reason.FoundInactive ? [("", "Who turned it off, by CloudTrail", Trail.OfTurningOff(row.Key))] : Array.Empty<(string, string, string)>(),
        ];
        return remedies.Length == 0 ? null : Tag("details",
            Tag("summary", string.Join(", ", remedies.Select(remedy => remedy.Short).Where(one => one.Length > 0).Select((one, index) => index == 0 ? one : one.ToLowerInvariant()))),
            remedies.Select(remedy => Tag("p", remedy.Long, Tag("code", remedy.Command))));
    }

    private static XElement[] Dated(DateTimeOffset time, string text) => [Date(time), Small(text)];

    /// <summary>The text is already machine-readable, so thousands of rows need not repeat it in an attribute.</summary>
    private static XElement Date(DateTimeOffset time) => Tag("time", Day(time));

    private static XElement Small(string text) => Tag("small", text);
}
