using System.Globalization;
using System.Xml.Linq;
using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Words;
using static KeyReaper.Cli.Html.Markup;

namespace KeyReaper.Cli.Html;

/// <summary>
/// Keys by idle time: a bar for each span of the scale, a line at each threshold. Bars are in per cent of a drawing that is as wide as the page allows, so
/// that its text has the same size as the page's. The names of the spans stand to its left.
/// </summary>
internal static class IdleChart
{
    private const int BarRow = 22;
    private const int Bar = 14;
    private const int ThresholdRow = 26;
    private const int LabelWidth = 124; // the same as the margin in the style sheet

    private enum Part
    {
        InUse,
        DueSoon,
        Unused,
        Inactive,
        Other,
    }

    /// <param name="Span">Null if the last use was not looked up, so that nobody knows how long the keys have been idle.</param>
    private sealed record Row(IdleSpan? Span, ILookup<Part, Step> Parts)
    {
        public string Name => Span?.ToString() ?? "not looked up";

        public int Keys => Parts.Sum(part => part.Count());
    }

    public static XElement Of(Report report)
    {
        var policy = report.Settings.Policy;
        var (unused, warn) = ((int)policy.UnusedPeriod.TotalDays, (int)(policy.UnusedPeriod - policy.WarningPeriod).TotalDays);
        var thresholds = new Dictionary<int, string> { [unused] = $"{Wording.Days(policy.UnusedPeriod)}: unused, deactivated" };
        if (warn > 0 && warn < unused) thresholds[warn] = $"{Wording.Days(policy.UnusedPeriod - policy.WarningPeriod)}: due soon, announced";

        Step[] steps = [.. report.Plan.Steps.Where(step => step.Key is { Status: not KeyStatus.Deleted, Unreadable: null })];
        Row[] rows =
        [
            .. from span in IdleSpan.Scale(thresholds.Keys)
               select new Row(span, steps.Where(step => step.Key.IdleAt(report.Now) is { AtMost: false } idle && span.Contains(idle.Length)).ToLookup(PartOf)),
            .. steps.Where(step => step.Key.IdleAt(report.Now).AtMost).ToArray() is { Length: > 0 } unknown ? [new Row(null, unknown.ToLookup(PartOf))] : Array.Empty<Row>(),
        ];
        return Tag("section", Attr("aria-labelledby", "idle"),
            Tag("h2", Attr("id", "idle"), "Keys by idle time"),
            Legend(report, rows),
            Drawing(report, rows, thresholds),
            Explanation(report),
            Figures(report, rows));
    }

    private static Part PartOf(Step step) => step switch
    {
        { Key.Status: KeyStatus.Inactive } => Part.Inactive,
        { Verdict.Reason: Reason.InUse } => Part.InUse,
        { Verdict.Reason: Reason.DueSoon } => Part.DueSoon,
        { Verdict.Act: Act.Deactivate } => Part.Unused,
        _ => Part.Other,
    };

    private static string Name(Part part) => part switch
    {
        Part.InUse => "in use",
        Part.DueSoon => "due soon",
        Part.Unused => "unused",
        Part.Inactive => "inactive",
        Part.Other or _ => "other",
    };

    private static XAttribute ClassOf(Part part) => Class($"part-{part}".ToLowerInvariant());

    private static XElement Legend(Report report, Row[] rows) => Tag("ul", Class("legend"),
        report.Listing.KeysRuledOut is var others and > 0 ? Entry(Class("part-ruledout"), "in use according to the credential report", others) : null,
        from part in Enum.GetValues<Part>()
        let keys = rows.Sum(row => row.Parts[part].Count())
        where keys > 0
        select Entry(ClassOf(part), Name(part), keys));

    private static XElement Entry(XAttribute part, string name, int keys) => Tag("li",
        Tag("svg", Class("swatch"), Attr("width", 12), Attr("height", 12), Attr("aria-hidden", "true"), Tag("rect", part, Attr("width", 12), Attr("height", 12))),
        $" {name} ", Tag("b", keys));

    private static XElement Drawing(Report report, Row[] rows, Dictionary<int, string> thresholds)
    {
        var most = Math.Max(1, rows.Max(row => row.Keys));
        var top = 0;
        List<XElement> drawn = [];
        if (report.Listing.KeysRuledOut is var others and > 0)
        {
            drawn.AddRange(RuledOut(others, most));
            top += BarRow;
        }

        foreach (var row in rows)
        {
            if (row.Span is { From: var from } && thresholds.TryGetValue(from, out var threshold))
            {
                drawn.Add(Tag("line", Class("threshold"), Attr("x1", -LabelWidth), Attr("x2", "100%"), Attr("y1", top + 20), Attr("y2", top + 20)));
                drawn.Add(Tag("text", Class("threshold"), Attr("x", "100%"), Attr("y", top + 15), threshold));
                top += ThresholdRow;
            }

            drawn.AddRange(Bars(row, most, top));
            top += BarRow;
        }

        return Tag("svg", Class("chart"), Attr("role", "img"), Attr("aria-labelledby", "chart-title chart-desc"), Attr("height", top),
            Tag("title", Attr("id", "chart-title"), "Access keys by idle time"),
            Tag("desc", Attr("id", "chart-desc"), Description(report, rows, thresholds)),
            Tag("defs", Hatching("hatch-inactive", 45), Hatching("hatch-ruledout", -45)),
            drawn);
    }

    private static string Description(Report report, Row[] rows, Dictionary<int, string> thresholds)
    {
        var bars = rows.Where(row => row.Keys > 0).Select(row => $"{row.Name}: {row.Keys}");
        var others = report.Listing.KeysRuledOut > 0 ? $"In use according to the credential report: {report.Listing.KeysRuledOut}. " : "";
        return $"{others}Keys by idle time: {string.Join(", ", bars)}. Thresholds: {string.Join("; ", thresholds.OrderBy(threshold => threshold.Key).Select(threshold => threshold.Value))}.";
    }

    private static IEnumerable<XElement> RuledOut(int keys, int most)
    {
        var length = Math.Min(keys, most);
        yield return Label("by the report", 0);
        yield return Rectangle(Class("part-ruledout"), 0, length, most, 0, $"{keys} in use according to the credential report");
        if (keys > most) yield return Tag("svg", Class("break"), Attr("x", "90%"), Tag("path", Attr("d", "M0 16 L6 -2 h6 L6 16 z")));
        yield return Number(keys, length, most, 0);
    }

    private static IEnumerable<XElement> Bars(Row row, int most, int top)
    {
        yield return Label(row.Name, top);

        var before = 0;
        foreach (var part in Enum.GetValues<Part>())
        {
            if (row.Parts[part].Count() is not (var keys and > 0)) continue;
            yield return Rectangle(ClassOf(part), before, keys, most, top, $"{row.Name}: {keys} {Name(part)}");
            before += keys;
        }

        yield return Number(row.Keys, row.Keys, most, top);
    }

    private static XElement Label(string text, int top) => Tag("text", Class("span"), Attr("x", -8), Attr("y", top + 12), text);

    private static XElement Rectangle(XAttribute part, int from, int length, int most, int top, string title) =>
        Tag("rect", part, Attr("x", Percent(from, most)), Attr("y", top), Attr("width", Percent(length, most)), Attr("height", Bar), Tag("title", title));

    private static XElement Number(int keys, int length, int most, int top) =>
        Tag("text", Class(keys == 0 ? "none" : "count"), Attr("x", Percent(length, most)), Attr("dx", 6), Attr("y", top + 12), keys);

    private static XElement Hatching(string id, int angle) =>
        Tag("pattern", Attr("id", id), Attr("width", 5), Attr("height", 5), Attr("patternUnits", "userSpaceOnUse"), Attr("patternTransform", $"rotate({angle})"),
            Tag("rect", Class("ground"), Attr("width", 5), Attr("height", 5)), Tag("rect", Class("stripe"), Attr("width", 2.5), Attr("height", 5)));

    private static string Percent(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.##}%");

    private static XElement Explanation(Report report)
    {
        var ruledOut = report.Listing is { KeysRuledOut: > 0, ReportMadeAt: not null } listing
            ? $"The credential report showed {Wording.Count(listing.KeysRuledOut, "key")} of {Wording.Count(listing.UsersRuledOut, "user")} to be in use, so they were not read one by one and their idle days are not known here; a bar with a gap is not to scale. "
            : "";
        return Tag("p", Class("note"), ruledOut, "Idle time counts from the latest of creation, last use, and being turned back on.");
    }

    private static XElement Figures(Report report, Row[] rows) => Tag("details", Class("figures"),
        Tag("summary", "The chart as a table"),
        Tag("table",
            Tag("caption", "Access keys by idle time"),
            Tag("thead", Tag("tr", Heading("col", "Idle"), Enum.GetValues<Part>().Select(part => Heading("col", Name(part))))),
            Tag("tbody",
                report.Listing.KeysRuledOut is var others and > 0 ? Tag("tr", Heading("row", "by the credential report"), Tag("td", others), Enum.GetValues<Part>().Skip(1).Select(_ => Tag("td", 0))) : null,
                rows.Select(row => Tag("tr", Heading("row", row.Name), Enum.GetValues<Part>().Select(part => Tag("td", row.Parts[part].Count())))))));

    private static XElement Heading(string scope, string text) => Tag("th", Attr("scope", scope), text);
}
