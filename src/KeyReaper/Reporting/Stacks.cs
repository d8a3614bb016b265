namespace KeyReaper.Reporting;

/// <summary>What reports ask of whoever deployed KeyReaper: as one stack in the account itself or, for one account of many, as a hub and a StackSet of roles.</summary>
internal static class Stacks
{
    public static string ToGrant(Report report) => report.OfMany
        ? $"The role {report.Settings.SpokeRole} of account {report.AccountId} lacks these, or another policy (such as a service control policy) denies them. Update the StackSet (in the management account, its own stack), with DryRun=false where KeyReaper is to act; by hand, add to the role:"
        : "The function's role lacks these, or another policy denies them. To add to the role:";

    public static string ToGoLive(Report report) => report.OfMany
        ? "Going live here takes DryRun=false in both the hub's stack and the StackSet (for the management account, its own stack of the role), and no tag keyreaper:mode=dry-run on the account or an OU above it."
        : "To go live, set DRY_RUN=false: deploy the stack again with DryRun=false.";

    /// <summary>For a brake that trips, as an order within a sentence.</summary>
    public static string ToRaise(Report report)
    {
        if (!report.OfMany) return "raise the number";

        var brake = report.Plan.Brake;
        (string Parameter, string Tag)[] limits =
        [
            .. brake.TooManyDeactivations ? [("MaxDeactivations", "keyreaper:max-deactivations")] : Array.Empty<(string, string)>(),
            .. brake.TooManyDeletions ? [("MaxDeletions", "keyreaper:max-deletions")] : Array.Empty<(string, string)>(),
        ];
        return "raise " + string.Join(", and ", limits.Select(limit => $"the lowest of {limit.Parameter} in the hub's stack and the tags {limit.Tag} on the account and the OUs above it"));
    }
}
