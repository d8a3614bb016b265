using KeyReaper.Pass;
using KeyReaper.Rules;

namespace KeyReaper.Reporting;

/// <summary>What reports ask of whoever deployed KeyReaper: as one stack in the account itself or, in an organization, as a hub and a StackSet of roles.</summary>
internal static class Stacks
{
    public static string ToGrant(Report report) => report.OfMany
        ? $"The role {report.Settings.SpokeRole} of account {report.AccountId} lacks these, or another policy (such as a service control policy) denies them. Update the StackSet (in the management account, its own stack), with DryRun=false where KeyReaper is to act; by hand, add to the role:"
        : "The function's role lacks these, or another policy denies them. To add to the role:";

    public static string ToGoLive(Report report) => report.OfMany
        ? "Going live here takes DryRun=false in both the stack that sends this report (hub.yaml) and the StackSet (for the management account, its own stack of the role), and no tag keyreaper:mode=dry-run on the account or an OU above it. Name only that parameter each time: all others then keep their values."
        : "To go live, run the command in the stack's output GoLive. It sets DRY_RUN=false and keeps every other setting.";

    /// <summary>How to raise a brake that tripped, as part of a sentence.</summary>
    public static string ToRaise(Report report)
    {
        var brake = report.Plan.Brake;
        return ToRaise(report,
        [
            .. brake.TooManyDeactivations ? [(Act.Deactivate, brake.Deactivations)] : Array.Empty<(Act, int)>(),
            .. brake.TooManyDeletions ? [(Act.Delete, brake.Deletions)] : Array.Empty<(Act, int)>(),
        ]);
    }

    /// <summary>How to raise a brake that will trip, as part of a sentence.</summary>
    public static string ToRaise(Report report, Excess excess) => ToRaise(report, [(excess.Act, excess.Due)]);

    private static string ToRaise(Report report, IReadOnlyList<(Act Act, int Needed)> limits)
    {
        return report.OfMany
            ? "raise " + string.Join(", and ", limits.Select(limit => $"the lowest of {Parameter(limit.Act)} in the stack that sends this report (hub.yaml) and the tags {Tag(limit.Act)} on the account and the OUs above it"))
                + " (in the stack with the command in its output GoLive, and that parameter in place of DryRun=false)"
            : $"raise the limit with the command in the stack's output GoLive, and {string.Join(' ', limits.Select(limit => $"{Parameter(limit.Act)}={limit.Needed}"))} in place of DryRun=false";

        static string Parameter(Act act) => act is Act.Delete ? "MaxDeletions" : "MaxDeactivations";
        static string Tag(Act act) => act is Act.Delete ? "keyreaper:max-deletions" : "keyreaper:max-deactivations";
    }
}
