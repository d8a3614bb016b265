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
            Keys("IN USE AFTER ALL", "KeyReaper turned these off, and IAM told later that they were in use. They are never deleted. Turn them back on, or delete them if they are not needed.", report.InUseAfterAll),
            Keys("TURNED BACK ON", "Someone, or some tool, turned these on again.", Done(Act.RecordReactivation)),

            Keys($"{would}DEACTIVATED", report.DryRun ? "" : "The commands that undo it are at the end.", Done(Act.Deactivate)),
            Keys($"{would}DELETED", "For good: no command brings a key back.", Done(Act.Delete)),
            Keys("FOUND INACTIVE", $"Since when is not on record, so the grace period {(report.DryRun ? "would start" : "starts")} now.", Started(Reason.FoundInactive)),
            Keys("GRACE PERIOD ANEW", Unwatched(report), Started(Reason.NotWatched)),
            Section.Of("PLANNED, NOT DONE", report.Outcomes.Any(outcome => outcome.Waits) ? "What waits for a later run: a run over the organization does no more here than it rehearsed, and nothing where its brake stopped it. Its own report says which." : "", With(Result.Withheld, Result.NotAttempted).Select(outcome => KeyText.Planned(report, outcome))),
            Section.Of("NOT ACTED ON AFTER ALL", "", With(Result.ChangedMeanwhile, Result.GoneAlready).Select(outcome => (IReadOnlyList<string>)[$"- {KeyText.Sentence(report, outcome)}", ""])),

            Keys("NEXT", $"To stop it: use an active key, turn an inactive one back on, or exempt its user.{Held(report)}", report.DueSoon),
            InGrace(report),
            Unchanged("INACTIVE, DELETION IS OFF", "Nothing is done to them.", [.. report.Kept(Reason.DeletionOff)]),

            Notices.Of(report),
            RootText.Of(report),
            Section.Of("EXEMPT USERS", $"Their keys are left alone.{NotAsked(report)}", report.Listing.ExemptUsers.Select(KeyText.Exempt)),
            Section.Of("EXEMPT ACCESS KEYS", "Their users' other keys are not.", report.ExemptKeys.Select(step => KeyText.Exempt(report, step.Key))),
            NotAccessKeysText.Of(report),
            new("IN NUMBERS", report.Owner is null ? Numbers(report) : []),
            new("SETTINGS", report.Owner is null ? Terms(report) : []),
        ];

        Section Keys(string heading, string introduction, IEnumerable<Step> steps) => Section.Of(heading, introduction, steps.Select(step => KeyText.Of(report, step)));

        IEnumerable<Step> Done(Act act) => report.Effective(act).Select(outcome => outcome.Step);

        IEnumerable<Step> Started(Reason reason) => Done(Act.StartGrace).Where(step => step.Verdict.Reason == reason);

        IEnumerable<Outcome> With(params IReadOnlyList<Result> results) => report.Outcomes.Where(outcome => results.Contains(outcome.Result));
    }

    private static string NotAsked(Report report) => report.Listing.UsersRuledOut > 0
        ? $" Of {Count(report.Listing.UsersRuledOut, "user")} whose keys are all in use the tags were not read, and more may be exempt."
        : "";

    private static Section InGrace(Report report)
    {
        Step[] keys = [.. report.Kept(Reason.InGrace).Except(report.DueSoon).OrderBy(report.NextStep)];
        return Unchanged(
            "IN GRACE",
            keys.Select(report.NextStep).FirstOrDefault() is { } first
                ? $"Inactive, and none is deleted before {Day(first)}. Whoever still needs one can turn it back on."
                : "",
            keys);
    }

    /// <summary>Keys of which there is no news: they are counted, and every other day's report need not repeat them.</summary>
    private static Section Unchanged(string heading, string sentence, Step[] keys) =>
        new($"{heading} ({keys.Length})", keys.Length == 0 ? [] : [sentence, "keyreaper preview lists them, and so does this report as JSON."]);

    private static string Held(Report report) => report.BrakeHeld ? $" As long as the brake holds, none of them is {(report.Plan.Brake.TooManyDeactivations ? "deactivated or deleted" : "deleted")}." : "";

    /// <summary>
    /// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/resource-tagging (Ignoring Changes in All Resources),
    /// https://www.pulumi.com/registry/packages/aws/api-docs/provider/ (ignoreTags). CloudFormation and the CDK leave tags alone that they did not set.
    /// </summary>
    private static IReadOnlyList<IReadOnlyList<string>> IgnoringOurTags { get; } =
    [
        ["Terraform, OpenTofu: in the provider \"aws\",", "ignore_tags { key_prefixes = [\"keyreaper:\"] }", ""],
        ["Pulumi: in the configuration of the provider,", "aws:ignoreTags: { keyPrefixes: [\"keyreaper:\"] }", ""],
    ];

    private static string Unwatched(Report report) =>
        $"KeyReaper, live, did not look at them for {Days(report.LongestGap)}. After more than {Days(report.Settings.Policy.CountedPause)} they may have been on meanwhile, so their grace period {(report.DryRun ? "would begin" : "begins")} anew.";

    /// <summary>Commands to paste, one at a time or a block at once, for the keys that are still within reach.</summary>
    public static IEnumerable<Section> ToPaste(Report report)
    {
        var soon = report.DueSoon.ToList();
        var off = (report.DryRun ? [] : report.Effective(Act.Deactivate)).Select(outcome => outcome.Step).Concat(soon.Where(step => step.Verdict.Reason is Reason.InGrace)).Concat(report.InUseAfterAll);
        var users =
            report.Outcomes
                .Where(outcome => outcome.Act is Act.Deactivate || (outcome.Act is Act.Delete && !outcome.TookEffect))
                .Where(outcome => outcome.Result is not (Result.ChangedMeanwhile or Result.GoneAlready))
                .Select(outcome => outcome.Step)
                .Concat(soon)
                .Select(step => step.Key.User)
                .DistinctBy(user => user.Name)
                .ToList();
        var made = users.Any(user => report.ToolTagOf(user) is not null);
        return
        [
            Section.Of("TO TURN A KEY BACK ON", $"It then has {Days(report.Settings.Policy.UnusedPeriod)} anew to be used.{Commands.Credentials(report)}", off.Select(step => Entry(Commands.Activate(step.Key), ConsoleLinks.Credentials(step.Key.User)))),
            Section.Of("TO KEEP A TOOL FROM DROPPING KEYREAPER'S TAGS", "Without them KeyReaper forgets what it did, and every grace period begins anew.", made ? IgnoringOurTags : []),
            Section.Of("TO EXEMPT A USER", $"Value=true is for good, a date such as Value=2027-01-31 through that day.{Commands.Credentials(report)}", users.Select(user => Entry(Commands.Exempt(user), ConsoleLinks.Tags(user)))),
            NotAccessKeysText.ToDelete(report),
        ];

        static IReadOnlyList<string> Entry(string command, string? link) => [command, .. link is null ? Array.Empty<string>() : [link], ""];
    }

    private static string Watching(Policy policy) =>
        $"A grace period begins anew where KeyReaper, live, has not looked for more than {Days(policy.CountedPause)}"
        + (policy.CountedPause == policy.LongestPause ? "." : $": LONGEST_PAUSE_DAYS is {policy.LongestPause.Days}, but at most half the grace period counts, and at least 2 days.");

    /// <summary>What was looked at, and what was found.</summary>
    public static IReadOnlyList<string> Numbers(Report report)
    {
        var settling = report.Kept(Reason.Settling).Count();
        return
        [
            $"{Count(report.Listing.Users, "user")}, {Count(report.KeysScanned, "access key")}: {report.KeysInUse - settling} in use, {report.Kept(Reason.InGrace).Count()} in grace.",
            .. settling > 0 ? [$"{settling} deactivated less than an hour ago and still shown active."] : Array.Empty<string>(),
            TextReport.Inventory(report),
            RootText.Figure(report),
        ];
    }

    /// <summary>By which settings keys are judged.</summary>
    public static IReadOnlyList<string> Terms(Report report)
    {
        var policy = report.Settings.Policy;
        return
        [
            $"Keys are deactivated after {Days(policy.UnusedPeriod)} without use" + (policy.DeleteKeys ? $" and deleted after {Days(policy.GracePeriod)} inactive, the grace period." : " and never deleted."),
            .. policy.DeleteKeys ? [Watching(policy)] : Array.Empty<string>(),
            $"The brake: if there are more than {Count(policy.MaxDeactivations, "deactivation")}" + (policy.DeleteKeys ? $" or {Count(policy.MaxDeletions, "deletion")}" : "") + " to be done at once, none is.",
            "A date is the earliest: KeyReaper acts the first time it runs from then on.",
        ];
    }
}
