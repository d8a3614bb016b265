using System.Xml.Linq;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using static KeyReaper.Cli.Html.Markup;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Cli.Html;

/// <summary>What this pass does, and what is due on which day afterwards.</summary>
internal static class Timeline
{
    private const int NamedAtOnce = 6;
    private const int DaysAtOnce = 8;

    private sealed record Event(DateTimeOffset At, string What, KeyRow Row);

    public static XElement Of(Report report, IReadOnlyList<KeyRow> rows)
    {
        var excesses = report.Outlook.Excesses.ToLookup(excess => (Day: excess.Date, IsLater: true));
        var happenings = rows.SelectMany(row => Events(report, row)).ToLookup(happening => (Day: DateOnly.FromDateTime(happening.At.UtcDateTime), IsLater: happening.At > report.Now));
        var days = happenings.Select(day => day.Key).Union(excesses.Select(day => day.Key)).Order().Select(day => Entry(report, day, excesses[day], happenings[day])).ToArray();
        var later = days.Skip(DaysAtOnce).ToArray();
        return Tag("section", Attr("aria-labelledby", "timeline"),
            Tag("h2", Attr("id", "timeline"), "What happens when"),
            days.Length == 0 ? Tag("p", "Nothing is due: every key is in use, or stays as it is.") : Tag("ol", Class("timeline"), days.Take(DaysAtOnce)),
            later.Length == 0 ? null : Tag("details", Tag("summary", $"{Count(later.Length, "later day")}"), Tag("ol", Class("timeline"), later)),
            Tag("p", Class("note"), "Dates are the earliest possible: the first pass from then on acts. For keys in use, which are not listed here, the table has the day they would be due."));
    }

    private static IEnumerable<Event> Events(Report report, KeyRow row)
    {
        if (row.Outcome is not null) yield return new(report.Now, row.Fate.Word, row);
        if (row.Next is { At: { } at } next && row.Step.Verdict.Reason is not Reason.InUse) yield return new(at, $"{char.ToUpperInvariant(next.Words[0])}{next.Words[1..]}", row);
    }

    private static XElement Entry(Report report, (DateOnly Day, bool IsLater) day, IEnumerable<Excess> excesses, IEnumerable<Event> happenings)
    {
        var fromNow = day.Day.ToDateTime(default) - report.Now.UtcDateTime.Date;
        var distance = !day.IsLater ? "this pass" : fromNow == TimeSpan.Zero ? "later today" : $"in {Days(fromNow)}";
        return Tag("li",
            Tag("p", Class("when"), Tag("time", Attr("datetime", $"{day.Day:yyyy-MM-dd}"), $"{day.Day:yyyy-MM-dd}"), " ", Tag("small", distance)),
            Tag("ul",
                excesses.Select(excess => Tag("li", Class(KeyTable.ClassOf(Tone.Trouble)), Tag("p", Tag("strong", "More than the brake allows"), $": {Count(excess.Due, AheadText.Noun(excess))}, and the limit is {excess.Limit}. None of them is done."))),
                happenings.GroupBy(happening => happening.What).Select(same => Happening(same.Key, [.. same.Select(happening => happening.Row)]))));
    }

    private static XElement Happening(string what, KeyRow[] rows)
    {
        var others = rows.Skip(NamedAtOnce).ToArray();
        return Tag("li", Class(KeyTable.ClassOf(rows[0].Fate.Tone)),
            Tag("p", Tag("strong", what), $": {Count(rows.Length, "key")}"),
            Tag("p", rows.Take(NamedAtOnce).SelectMany(Link).Skip(1)),
            others.Length == 0 ? null : Tag("details", Tag("summary", $"{others.Length} more"), Tag("p", others.SelectMany(Link).Skip(1))));
    }

    private static object[] Link(KeyRow row) => [", ", Tag("a", Attr("href", $"#{row.Anchor}"), Attr("title", row.Key.Id), row.Key.User.Name)];
}
