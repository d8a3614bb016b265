using KeyReaper.Rules;
using static KeyReaper.Reporting.Wording;

namespace KeyReaper.Reporting;

/// <summary>What somebody has to look at, and what would mend it.</summary>
internal static class Attention
{
    public static Section Of(Report report) => Section.Of("NEEDS ATTENTION", "", Concerns(report).Select(concern => Entry(report, concern)));

    public static IEnumerable<string> Sentences(Report report) => Concerns(report).Select(concern => concern.Sentence);

    public static Section Permissions(Report report) => Section.Of(
        "NEEDS ATTENTION: PERMISSIONS", Stacks.ToGrant(report), Grants(report).Select(statement => (IReadOnlyList<string>)[statement, ""]));

    /// <summary>IAM policy statements.</summary>
    public static IReadOnlyList<string> Grants(Report report) => [.. Grant.Statements(report, report.MissingPermissions)];

    private static IReadOnlyList<string> Entry(Report report, Concern concern) =>
        [$"- {concern.Sentence}", .. concern.Key is { } key ? KeyText.Facts(report, key) : [], ""];

    private static IEnumerable<Concern> Concerns(Report report)
    {
        if (report.Listing.BrokeOff is { } trouble) yield return new($"The inventory broke off, so nothing was done: {Plain(trouble.Text)}");

        if (report.Listing.WhyWalked is { MissingPermission: not null }) yield return new("The credential report would save most calls, and may not be read: every user was read instead.");

        if (report.BrakeHeld)
            yield return new($"The brake stopped {Stopped(report)} before the first one: {TextReport.Planned(report)}. Read the list below as a plan; if it is right, {Stacks.ToRaise(report)}.");
        else if (report.DryRun && report.Plan.Brake.Tripped)
            yield return new($"Going live now would trip the brake, which stops {Stopped(report)}: {TextReport.Planned(report)}.");

        foreach (var excess in report.Outlook.Excesses) yield return new(AheadText.Of(report, excess));

        if (report.Listing.RootAccessKeys is > 0 and var root) yield return new(OfRoot(root));

        foreach (var concern in Causes.Of(report)) yield return concern;

        if (report.Outcomes.Count(outcome => outcome.Result is Result.NotAttempted) is var unreached and > 0)
            yield return new($"The time budget ended: {Count(unreached, "act")} not attempted. The next pass goes on from there.");
        if (report.Outcomes.FirstOrDefault(outcome => outcome.Result is Result.Withheld && !outcome.Waits && !report.Plan.Brake.Stops(outcome.Act)) is { Detail: { } why } && report.Listing.BrokeOff is null)
            yield return new($"The rest of the plan was withheld: {why}.");

        foreach (var concern in OnExemptions(report)) yield return new(concern);
    }

    /// <summary>What was meant to protect somebody, or to end, and does not.</summary>
    private static IEnumerable<string> OnExemptions(Report report)
    {
        foreach (var (user, exemption) in report.Listing.ExemptUsers.Where(one => one.Exemption.LooksLikeDate)) yield return $"User {KeyText.Holder(report, user)} is exempt for good: {NoDate(exemption)}";
        foreach (var step in report.ExemptKeys)
        {
            if (report.ExemptionOf(step.Key) is { LooksLikeDate: true } exemption) yield return $"Access key {KeyText.Title(report, step.Key)} is exempt for good: {NoDate(exemption)}";
        }

        foreach (var (user, tag) in Strays.Of(report)) yield return $"User {KeyText.Holder(report, user)} has the tag {Plain(tag)}, which protects nothing: KeyReaper knows {Policy.ExemptTag}, and {Policy.ExemptTagOf("")} with the id of a key that the user has.";

        // What a hub sets is for all accounts, so it may well protect nobody in this one.
        foreach (var (variable, entry) in report.Listing.UnmatchedExemptions)
        {
            if (report.Shared is not { } shared) yield return $"{variable} has {Plain(entry)}, which matches no user: it protects nobody.";
            else if (!shared.ExemptUsers.Concat(shared.ExemptPaths).Contains(entry)) yield return $"A tag of the account or of a unit above it adds {Plain(entry)} to {variable}, which matches no user: it protects nobody here.";
        }
    }

    private static string NoDate(Exemption exemption) => $"the {Plain(exemption.Why)} looks like a date, and is none that KeyReaper reads. One that ends begins like 2027-01-31, then the reason if there is one.";

    /// <summary>Centralized root access is for the member accounts of an organization: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html</summary>
    private static string OfRoot(int keys)
    {
        var (what, them) = keys == 1 ? ("an active access key", "it") : ($"{keys} active access keys", "them");
        return $"The root user has {what}. KeyReaper cannot remove {them}: sign in as root and delete {them}, or, in an organization, use centralized root access.";
    }

    private static string Stopped(Report report) => report.Plan.Brake.TooManyDeactivations ? "deactivations and deletions" : "deletions";
}
