using KeyReaper.Rules;
using static KeyReaper.Reporting.Wording;

namespace KeyReaper.Reporting;

/// <summary>The sections of the e-mail in their order. Those without entries are empty.</summary>
internal static class Sections
{
    public static IEnumerable<Section> Of(Report report)
    {
        var would = report.DryRun ? "WOULD BE " : "";
        return
        [
            Attention.Of(report),
            Attention.Permissions(report),
            Keys("NEEDS ATTENTION: TURNED BACK ON", "Someone, or some tool, turned these on again.", Done(Act.RecordReactivation)),

            Keys($"{would}DEACTIVATED", report.DryRun ? "" : "The commands that undo it are at the end.", Done(Act.Deactivate)),
            Keys($"{would}DELETED", "For good: no command brings a key back.", Done(Act.Delete)),
            Keys("FOUND INACTIVE", $"Since when is not on record, so the grace period {(report.DryRun ? "would start" : "starts")} now.", Done(Act.StartGrace)),
            Section.Of("PLANNED, NOT DONE", "", With(Result.Withheld, Result.NotAttempted).Select(outcome => KeyText.Planned(report, outcome))),
            Section.Of("NOT ACTED ON AFTER ALL", "", With(Result.ChangedMeanwhile, Result.GoneAlready).Select(outcome => (IReadOnlyList<string>)[$"- {KeyText.Sentence(report, outcome)}", ""])),

            Keys("NEXT", "To stop it: use an active key, turn an inactive one back on, or exempt its user.", report.DueSoon),
            Keys("IN GRACE", "Inactive. Whoever still needs one can turn it back on.", report.Kept(Reason.InGrace).Except(report.DueSoon).OrderBy(report.NextStep)),
            Keys("INACTIVE, DELETION IS OFF", "Their grace period is over.", report.Kept(Reason.DeletionOff)),

            Section.Of("EXEMPT USERS", "Their keys are left alone.", report.Listing.ExemptUsers.Select(KeyText.Exempt)),
            new("QUIET", report.Owner is null ? Quiet(report) : []),
        ];

        Section Keys(string heading, string introduction, IEnumerable<Step> steps) => Section.Of(heading, introduction, steps.Select(step => KeyText.Of(report, step)));

        IEnumerable<Step> Done(Act act) => report.Effective(act).Select(outcome => outcome.Step);

        IEnumerable<Outcome> With(params IReadOnlyList<Result> results) => report.Outcomes.Where(outcome => results.Contains(outcome.Result));
    }

    /// <summary>Commands to paste, one at a time or a block at once, for the keys that are still within reach.</summary>
    public static IEnumerable<Section> ToPaste(Report report)
    {
        var soon = report.DueSoon.ToList();
        var off = (report.DryRun ? [] : report.Effective(Act.Deactivate)).Select(outcome => outcome.Step).Concat(soon.Where(step => step.Verdict.Reason is Reason.InGrace));
        var users =
            report.Outcomes
                .Where(outcome => outcome.Act is Act.Deactivate || (outcome.Act is Act.Delete && !outcome.TookEffect))
                .Where(outcome => outcome.Result is not (Result.ChangedMeanwhile or Result.GoneAlready))
                .Select(outcome => outcome.Step)
                .Concat(soon)
                .Select(step => step.Key.User)
                .DistinctBy(user => user.Name);
        return
        [
            Section.Of("TO TURN A KEY BACK ON", $"It then has {Days(report.Settings.Policy.UnusedPeriod)} anew to be used.{Commands.Credentials(report)}", off.Select(step => Entry(Commands.Activate(step.Key)))),
            Section.Of("TO EXEMPT A USER", $"Value=true is for good, a date such as Value=2027-01-31 through that day.{Commands.Credentials(report)}", users.Select(user => Entry(Commands.Exempt(user)))),
        ];

        static IReadOnlyList<string> Entry(string command) => [command, ""];
    }

    public static IReadOnlyList<string> Quiet(Report report)
    {
        var policy = report.Settings.Policy;
        var settling = report.Kept(Reason.Settling).Count();
        return
        [
            $"{Count(report.Listing.Users, "user")}, {Count(report.KeysScanned, "access key")}: {report.KeysInUse - settling} in use, {report.Kept(Reason.InGrace).Count()} in grace.",
            .. settling > 0 ? [$"{settling} deactivated less than an hour ago and still shown active."] : Array.Empty<string>(),
            TextReport.Inventory(report),
            $"Keys are deactivated after {Days(policy.UnusedPeriod)} without use" + (policy.DeleteKeys ? $" and deleted {Days(policy.GracePeriod)} later." : " and never deleted."),
            $"The brake stops a pass above {Count(policy.MaxDeactivations, "deactivation")}" + (policy.DeleteKeys ? $" or {Count(policy.MaxDeletions, "deletion")}." : "."),
            "A date is the earliest: the first pass from then on acts.",
        ];
    }
}
