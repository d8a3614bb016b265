using System.Xml.Linq;
using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Words;
using static KeyReaper.Cli.Html.Markup;

namespace KeyReaper.Cli.Html;

/// <summary>A count, and which keys in the table it counts.</summary>
/// <param name="Word">What the rows of these keys have in <c>data-in</c>.</param>
/// <param name="Keys">The ids of these keys.</param>
internal sealed record Figure(string Word, string Name, int Value, Tone? Tone, IReadOnlySet<string> Keys);

/// <summary>The keys in numbers, the most urgent first. Each number that counts keys in the table becomes a filter; every key is counted by exactly one.</summary>
internal static class Figures
{
    public static IReadOnlyList<Figure> Of(Report report)
    {
        var counts = Counts.Of(report);
        var (be, policy) = (report.DryRun ? "would be " : "", report.Settings.Policy);
        Figure[] always =
        [
            Figure("deleted", $"{be}deleted", counts.Deleted, Tone.Delete, Done(Act.Delete)),
            Figure("deactivated", $"{be}deactivated", counts.Deactivated, Tone.Deactivate, Done(Act.Deactivate)),
            .. policy.WarningPeriod > TimeSpan.Zero ? [Figure("due", $"due within {Wording.Days(policy.WarningPeriod)}", counts.DueSoon, Tone.Due, report.DueSoon)] : Array.Empty<Figure>(),
            Figure("started", report.DryRun ? "grace would start" : "grace started", counts.GraceStarted, Tone.Change, Done(Act.StartGrace)),
            Figure("back", "turned back on", counts.Reactivated, Tone.Change, Done(Act.RecordReactivation)),
            Figure("grace", "in grace", counts.InGrace, Tone.Grace, report.Kept(Reason.InGrace)),
            Figure("used", "in use", counts.InUse, Tone.Quiet, report.Kept(Reason.InUse, Reason.DueSoon, Reason.Settling)),
            Figure("failed", "failures", counts.Failed, Tone.Trouble,
                [.. report.Unreadable, .. report.WithoutRoom, .. report.Outcomes.Where(outcome => outcome.Result is Result.Failed or Result.DoneUnrecorded).Select(outcome => outcome.Step)]),
            Figure("undone", "acts not attempted", counts.NotAttempted, Tone.Trouble,
                report.Outcomes.Where(outcome => outcome.Result is Result.NotAttempted or Result.Withheld && !outcome.Waits).Select(outcome => outcome.Step)),
        ];
        Figure[] sometimes =
        [
            Counted("after-all", "in use after all", Tone.Trouble, report.InUseAfterAll),
            Counted("off", "inactive, deletion is off", Tone.Grace, report.Kept(Reason.DeletionOff)),
            Counted("exempt", "exempt keys", Tone.Quiet, report.ExemptKeys),
        ];
        var counted = always.Concat(sometimes).SelectMany(figure => figure.Keys).ToHashSet();
        var others = Counted("other", "with another verdict", Tone.Change, report.Plan.Steps.Where(step => !counted.Contains(step.Key.Id)));
        return [.. always, .. sometimes.Append(others).Where(figure => figure.Value > 0)];

        IEnumerable<Step> Done(Act act) => report.Effective(act).Select(outcome => outcome.Step);
    }

    public static XElement Strip(Report report, IEnumerable<Figure> figures)
    {
        var counts = Counts.Of(report);
        return Tag("section", Attr("aria-labelledby", "numbers"),
            Tag("h2", Attr("id", "numbers"), "In numbers"),
            Tag("dl", Class("numbers"),
                Tile("access keys", counts.Keys, tone: null, report.Plan.Steps.Count > 0 ? "" : null),
                figures.Select(figure => Tile(figure.Name, figure.Value, figure.Tone, figure.Keys.Count > 0 ? figure.Word : null)),
                Tile("users", counts.Users),
                Tile("exempt users", counts.ExemptUsers)));
    }

    private static XElement Tile(string name, int value, Tone? tone = null, string? filter = null) => Tag("div",
        value == 0 ? Class("zero") : tone is { } its ? Class(KeyTable.ClassOf(its)) : null,
        filter is null ? null : Attr("data-in", filter),
        Tag("dt", name), Tag("dd", value));

    private static Figure Figure(string word, string name, int value, Tone tone, IEnumerable<Step> steps) => new(word, name, value, tone, steps.Select(step => step.Key.Id).ToHashSet());

    private static Figure Counted(string word, string name, Tone tone, IEnumerable<Step> steps) => Figure(word, name, steps.Count(), tone, steps);
}
