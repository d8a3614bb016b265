using static KeyReaper.Rules.KeyStatus;

namespace KeyReaper.Rules;

internal static class Judge
{
    /// <summary>IAM is eventually consistent: a key may still be shown active a while after it was deactivated.</summary>
    public static readonly TimeSpan SettlingPeriod = TimeSpan.FromHours(1);

    /// <summary>The decision table of the README: the same rows in the same order, the first match wins.</summary>
    public static Verdict Decide(AccessKey key, Policy policy, DateTimeOffset now)
    {
        var idle = key.IdleFor(now);
        var inactiveSince = key.InactiveSince(now);

        return key switch
        {
            { Unreadable: not null } => Verdict.Keep(Reason.Unknown),
            _ when policy.ExemptionOf(key.User, now) is not null => Verdict.Keep(Reason.Exempt),
            { LastUseRead: false } when NeedsLastUse(key, policy, now) => Verdict.Keep(Reason.Unknown),

            { Status: Active } when now - inactiveSince < SettlingPeriod => Verdict.Keep(Reason.Settling),
            { Status: Active } when inactiveSince is { } since && !key.WasUsedAfter(since) => Verdict.RecordReactivation(),
            { Status: Active } when idle < policy.UnusedPeriod - policy.WarningPeriod => Verdict.Keep(Reason.InUse),
            { Status: Active } when idle < policy.UnusedPeriod => Verdict.Keep(Reason.DueSoon),
            { Status: Active, LastUse: null } => Verdict.DeactivateNeverUsed(),
            { Status: Active } => Verdict.DeactivateUnused(),

            { Status: Inactive } when inactiveSince is not { } since || key.WasUsedAfter(since) => Verdict.StartGrace(),
            { Status: Inactive } when now - inactiveSince < policy.GracePeriod => Verdict.Keep(Reason.InGrace),
            { Status: Inactive } => policy.DeleteKeys ? Verdict.Delete() : Verdict.Keep(Reason.DeletionOff),

            { Status: Deleted } => Verdict.RemoveTag(),
            _ => Verdict.Keep(Reason.UnknownStatus),
        };
    }

    /// <summary>Whether a last use, of which nothing is known yet, could change the verdict. It costs a call, and can only make a key younger.</summary>
    public static bool NeedsLastUse(AccessKey key, Policy policy, DateTimeOffset now) => key switch
    {
        { Unreadable: not null } => false,
        { Status: Active } => key.InactiveSince(now) is { } since ? now - since >= SettlingPeriod : key.IdleFor(now) >= policy.UnusedPeriod - policy.WarningPeriod,
        { Status: Inactive } => key.InactiveSince(now) is not null,
        _ => false,
    };
}
