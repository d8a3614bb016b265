using KeyReaper.Forms;
using KeyReaper.Pass;
using KeyReaper.Rules;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Reporting;

/// <summary>The sections of the e-mail, in order. Those without entries are empty.</summary>
internal static class Sections
{
    private const int TrailsAtOnce = 20;

    public static IEnumerable<Section> Of(Report report)
    {
        var would = report.DryRun ? "WOULD BE " : "";
        return
        [
            Attention.Of(report),
            Keys("IN USE AFTER ALL", "KeyReaper turned these off, and IAM reported only later that they were in use. They are never deleted. Turn them back on, or delete them if they are not needed.", report.InUseAfterAll),
            Keys("TURNED BACK ON", "Someone, or some tool, turned these on again.", Done(Act.RecordReactivation)),

            Keys($"{would}DEACTIVATED", report.DryRun ? "" : "The commands that undo it are at the end.", Done(Act.Deactivate)),
            Keys($"{would}DELETED", "For good: no command brings a key back.", Done(Act.Delete)),
            Keys("FOUND INACTIVE", $"Nobody recorded since when, so the grace period {(report.DryRun ? "would start" : "starts")} now.", Started(Reason.FoundInactive)),
            Keys("GRACE PERIOD ANEW", Unwatched(report), Started(Reason.NotWatched)),
            Section.Of("PLANNED, NOT DONE", report.Outcomes.Any(outcome => outcome.Waits) ? "Some of this waits for a later run: a run over the organization does no more here than it rehearsed, and nothing if its brake stopped it. The run's own report says which." : "", With(Result.Withheld, Result.NotAttempted).Select(outcome => KeyText.Planned(report, outcome))),
            Section.Of("NOT ACTED ON AFTER ALL", "", With(Result.ChangedMeanwhile, Result.GoneAlready).Select(outcome => (IReadOnlyList<string>)[$"- {KeyText.Sentence(report, outcome)}", ""])),

            Keys("NEXT", $"To stop it: use an active key, turn an inactive one back on, or exempt its user.{Held(report)}", report.DueSoon),
            InGrace(report),
            Unchanged("INACTIVE, DELETION IS OFF", "Nothing is done to them.", [.. report.Kept(Reason.DeletionOff)]),

            Notices.Of(report),
            RootText.Of(report),
            .. ExemptionText.Of(report),
            NotAccessKeysText.Of(report),
            new("IN NUMBERS", report.Owner is null ? Numbers(report) : []),
            new("SETTINGS", report.Owner is null ? Terms(report) : []),
        ];

        Section Keys(string heading, string introduction, IEnumerable<Step> steps) => Section.Of(heading, introduction, steps.Select(step => KeyText.Of(report, step)));

        IEnumerable<Step> Done(Act act) => report.Effective(act).Select(outcome => outcome.Step);

        IEnumerable<Step> Started(Reason reason) => Done(Act.StartGrace).Where(step => step.Verdict.Reason == reason);

        IEnumerable<Outcome> With(params IReadOnlyList<Result> results) => report.Outcomes.Where(outcome => results.Contains(outcome.Result));
    }

    public static string NotAsked(Report report) => report.Listing.UsersRuledOut > 0
        ? $" The tags of {Count(report.Listing.UsersRuledOut, "user")} whose keys are all in use were not read, so more users may be exempt."
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

    /// <summary>Keys without news are only counted, so that the report does not list them again every day.</summary>
    private static Section Unchanged(string heading, string sentence, Step[] keys) =>
        new($"{heading} ({keys.Length})", keys.Length == 0 ? [] : [sentence, "keyreaper preview lists them, and so does this report as JSON."]);

    private static string Held(Report report) => report.BrakeHeld ? $" As long as the brake holds, none of them is {(report.Plan.Brake.TooManyDeactivations ? "deactivated or deleted" : "deleted")}." : "";

    /// <summary>
    /// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/resource-tagging (Ignoring Changes in All Resources),
    /// https://www.pulumi.com/registry/packages/aws/api-docs/provider/ (ignoreTags). CloudFormation and the CDK leave alone tags that they did not set.
    /// </summary>
    private static IReadOnlyList<IReadOnlyList<string>> IgnoringOurTags { get; } =
    [
        ["Terraform, OpenTofu: in the provider \"aws\",", "ignore_tags { key_prefixes = [\"keyreaper:\"] }", ""],
        ["Pulumi: in the configuration of the provider,", "aws:ignoreTags: { keyPrefixes: [\"keyreaper:\"] }", ""],
    ];

    private static string Unwatched(Report report) =>
        $"While live, KeyReaper did not look at them for {Days(report.LongestGap)}. They may have been on meanwhile, so after more than {Days(report.Settings.Policy.CountedPause)} their grace period {(report.DryRun ? "would begin" : "begins")} anew.";

    /// <summary>Commands to paste, one at a time or a whole block, for the keys that still exist.</summary>
    public static IEnumerable<Section> ToPaste(Report report)
    {
        var soon = report.DueSoon.ToList();
        var off = (report.DryRun ? [] : report.Effective(Act.Deactivate)).Select(outcome => outcome.Step).Concat(soon.Where(step => step.Verdict.Reason is Reason.InGrace)).Concat(report.InUseAfterAll);
        var keys =
            report.Outcomes
                .Where(outcome => outcome.Act is Act.Deactivate || (outcome.Act is Act.Delete && !outcome.TookEffect))
                .Where(outcome => outcome.Result is not (Result.ChangedMeanwhile or Result.GoneAlready))
                .Select(outcome => outcome.Step)
                .Concat(soon)
                .Select(step => step.Key)
                .ToList();
        var users = keys.Select(key => key.User).DistinctBy(user => user.Name).ToList();
        var asked = report.Effective(Act.Deactivate).Select(outcome => outcome.Step.Key).Concat(keys).DistinctBy(key => key.Id);
        var found = report.Of(Act.StartGrace).Where(outcome => outcome.Step.Verdict.Reason is Reason.FoundInactive);
        var made = users.Any(user => report.ToolTagOf(user) is not null);
        return
        [
            Section.Of("TO TURN A KEY BACK ON", $"It then has {Days(report.Settings.Policy.UnusedPeriod)} more in which to be used.{Commands.Credentials(report)}", off.Select(step => Entry(Commands.Activate(step.Key), ConsoleLinks.Credentials(step.Key.User)))),
            Section.Of("TO KEEP A TOOL FROM DROPPING KEYREAPER'S TAGS", "Without them KeyReaper forgets what it did, and every grace period begins anew.", made ? IgnoringOurTags : []),
            Section.Of("TO EXEMPT A USER", $"{Exempting(report)}{Commands.Credentials(report)}", users.Select(user => Entry(Commands.Exempt(report, user), ConsoleLinks.Tags(user)))),
            Section.Of("TO POSTPONE ONE KEY", $"It exempts that key alone, in the same way.{Commands.Credentials(report)}", keys.Select(key => Entry(Commands.Postpone(report, key), null))),
            Section.Of("WHERE A KEY WAS LAST USED FROM", $"{Trail.WhatUseShows}{Commands.Credentials(report)}", AtMost(asked.Select(key => Trail.OfUse(key, report.Now)).OfType<string>())),
            Section.Of("WHO TURNED A KEY OFF", $"{Trail.WhatOffShows}{Commands.Credentials(report)}", AtMost(found.Select(outcome => Trail.OfTurningOff(outcome.Step.Key)))),
            NotAccessKeysText.ToDelete(report),
        ];

        // The commands differ only by the key, and there may be very many in an account that nobody ever looked after.
        static IEnumerable<IReadOnlyList<string>> AtMost(IEnumerable<string> commands) =>
            commands.Select((command, index) => index < TrailsAtOnce ? Entry(command, null) : index == TrailsAtOnce ? ["For the others: keyreaper explain ACCESS-KEY-ID.", ""] : Array.Empty<string>());

        static IReadOnlyList<string> Entry(string command, string? link) => [command, .. link is null ? Array.Empty<string>() : [link], ""];
    }

    public static string Exempting(Report report) => $"It exempts through {Commands.Until(report):yyyy-MM-dd}, or any day that you put in its place. Put the reason in place of REASON.";

    private static string Watching(Policy policy) =>
        $"A grace period begins anew if KeyReaper, while live, has not looked for more than {Days(policy.CountedPause)}"
        + (policy.CountedPause == policy.LongestPause ? "." : $": LONGEST_PAUSE_DAYS is {policy.LongestPause.Days}, but at most half the grace period counts, and at least 2 days.");

    /// <summary>What was read, and what was found.</summary>
    public static IReadOnlyList<string> Numbers(Report report)
    {
        var settling = report.Kept(Reason.Settling).Count();
        return
        [
            $"{Count(report.Listing.Users, "user")}, {Count(report.KeysScanned, "access key")}: {report.KeysInUse - settling} in use, {report.Kept(Reason.InGrace).Count()} in grace.",
            .. settling > 0 ? [$"{settling} deactivated less than an hour ago and still shown as active."] : Array.Empty<string>(),
            TextReport.Inventory(report),
            RootText.Figure(report),
        ];
    }

    /// <summary>The settings by which keys are judged.</summary>
    public static IReadOnlyList<string> Terms(Report report)
    {
        var policy = report.Settings.Policy;
        return
        [
            $"Keys are deactivated after {Days(policy.UnusedPeriod)} without use" + (policy.DeleteKeys ? $" and deleted after {Days(policy.GracePeriod)} inactive, the grace period." : " and never deleted."),
            .. policy.DeleteKeys ? [Watching(policy)] : Array.Empty<string>(),
            $"The brake: if there are more than {Count(policy.MaxDeactivations, "deactivation")}" + (policy.DeleteKeys ? $" or {Count(policy.MaxDeletions, "deletion")}" : "") + " to be done at once, none of them is done.",
            "Dates are the earliest possible: KeyReaper acts the first time it runs from then on.",
        ];
    }
}
