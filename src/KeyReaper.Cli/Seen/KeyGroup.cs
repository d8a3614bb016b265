using KeyReaper.Pass;
using KeyReaper.Rules;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Cli.Seen;

/// <summary>Keys to which the same will happen, and the one figure that says most about each.</summary>
internal sealed record KeyGroup(string Heading, string Colour, string Column, IReadOnlyList<(AccessKey Key, string Use, string Note)> Keys)
{
    public static IEnumerable<KeyGroup> All(Report report)
    {
        var (now, policy) = (report.Now, report.Settings.Policy);
        string InactiveSince(AccessKey key) => key.InactiveSince(now) is { } since ? Day(since) : "";
        string NextStep(Step step) => report.NextStep(step) is { } next ? Day(next) : "";
        KeyGroup Of(string heading, string colour, string column, IEnumerable<Step> steps, Func<Step, string> note) =>
            new(heading, colour, column, [.. steps.Select(step => (step.Key, step.Key.Status is KeyStatus.Deleted ? "not known" : LastUse(step.Key), note(step)))]);
        KeyGroup Would(Act act, string heading, string colour, string column, Func<Step, string> note) =>
            Of(heading, colour, column, report.Effective(act).Select(outcome => outcome.Step), note);
        KeyGroup Started(Reason reason, string heading, string column, Func<Step, string> note) =>
            Of(heading, "yellow", column, report.Effective(Act.StartGrace).Select(outcome => outcome.Step).Where(step => step.Verdict.Reason == reason), note);

        return
        [
            Would(Act.Deactivate, "WOULD BE DEACTIVATED", "yellow", "Idle for", step => Days(step.Key.IdleFor(now))),
            Would(Act.Delete, "WOULD BE DELETED", "red", "Inactive since", step => InactiveSince(step.Key)),
            Would(Act.RecordReactivation, "TURNED BACK ON BY SOMEONE", "green", "Inactive since", step => InactiveSince(step.Key)),
            Started(Reason.FoundInactive, "FOUND INACTIVE, GRACE PERIOD WOULD START", "Deletion", _ => policy.DeleteKeys ? Day(now + policy.GracePeriod) : "off"),
            Started(Reason.NotWatched, "NOT WATCHED, GRACE PERIOD WOULD BEGIN ANEW", "Last seen", step => step.Key.WatchAt(now) is { } watch ? Day(watch.Seen) : ""),
            Of("IN USE AFTER ALL, NEVER DELETED", "red", "Inactive since", report.InUseAfterAll, step => InactiveSince(step.Key)),
            Of("NO ROOM FOR A TAG, LEFT AS IT IS", "red", "Status", report.WithoutRoom, step => step.Key.Status.ToString()),
            Would(Act.RemoveTag, "TAG OF A DELETED KEY WOULD BE REMOVED", "grey", "Key", _ => "deleted"),
            Of("DEACTIVATED SOON UNLESS USED", "yellow", "Deactivation", report.DueSoon.Where(step => step.Verdict.Reason is Reason.DueSoon), NextStep),
            Of("DELETED SOON UNLESS TURNED BACK ON", "red", "Deletion", report.DueSoon.Where(step => step.Verdict.Reason is Reason.InGrace), NextStep),
            Of("IN GRACE", "blue", "Deletion", report.Kept(Reason.InGrace).Except(report.DueSoon).OrderBy(report.NextStep), NextStep),
            Of("INACTIVE, DELETION IS OFF", "grey", "Inactive since", report.Kept(Reason.DeletionOff), step => InactiveSince(step.Key)),
        ];
    }
}
