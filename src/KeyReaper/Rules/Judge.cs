using static KeyReaper.Rules.KeyStatus;

namespace KeyReaper.Rules;

internal static class Judge
{
    /// <summary>IAM is eventually consistent: a key may still be shown as active for a while after it was deactivated.</summary>
    public static readonly TimeSpan SettlingPeriod = TimeSpan.FromHours(1);

    /// <summary>The decision table that README shows. The first row that matches decides.</summary>
    public static IReadOnlyList<Row> Rows { get; } =
    [
        new("any", "its last use, its user, its tags or its status could not be read", Unreadable, _ => Verdict.Keep(Reason.Unknown)),
        new("any", "its user or the key itself is exempt: by tag, name or path", it => it.Policy.ExemptionOf(it.Key, it.Now) is not null, _ => Verdict.Keep(Reason.Exempt)),

        new("active", "the tag says deactivated or inactive for less than an hour", it => it.Key.Status is Active && it.SinceInactive < SettlingPeriod, _ => Verdict.Keep(Reason.Settling)),
        new("active", "the tag says deactivated or inactive for longer, whether it was used since or not", it => it.Key.Status is Active && it.Watch is not null, _ => Verdict.RecordReactivation()),
        new("active", "idle for less than the unused period", it => it.Key.Status is Active && it.Idle < it.Policy.UnusedPeriod, it => Verdict.Keep(it.Idle < it.Policy.UnusedPeriod - it.Policy.WarningPeriod ? Reason.InUse : Reason.DueSoon)),
        new("active", "idle for at least the unused period, and its user has room for a tag", it => it.Key.Status is Active && it.Key.HasRoomForTag, it => it.Key.LastUse is LastUse.At ? Verdict.DeactivateUnused() : Verdict.DeactivateNeverUsed()),
        new("active", "the same, without room for a tag", it => it.Key.Status is Active, _ => Verdict.Keep(Reason.NoRoom)),

        new("inactive", "deactivated by KeyReaper, though it was used within the unused period before, or within an hour after", it => it.Key.Status is Inactive && it.Key.WasInUseAfterAll(it.Now), _ => Verdict.Keep(Reason.InUseAfterAll)),
        new("inactive", "no usable tag, or the tag says active, or it was used after the tag's time; and its user has room for a tag", it => WasNotSeenInactive(it) && it.Key.HasRoomForTag, _ => Verdict.StartGrace()),
        new("inactive", "the same, without room for a tag", WasNotSeenInactive, _ => Verdict.Keep(Reason.NoRoom)),
        new("inactive", "deletion is off", it => it.Key.Status is Inactive && !it.Policy.DeleteKeys, _ => Verdict.Keep(Reason.DeletionOff)),
        new("inactive", "last seen inactive longer ago than the longest pause", it => it.Key.Status is Inactive && it.SinceSeen > it.Policy.CountedPause, _ => Verdict.StartGraceAnew()),
        new("inactive", "less than the grace period since the tag's time", it => it.Key.Status is Inactive && it.SinceInactive < it.Policy.GracePeriod, _ => Verdict.Keep(Reason.InGrace)),
        new("inactive", "at least the grace period since the tag's time", it => it.Key.Status is Inactive, _ => Verdict.Delete()),

        new("deleted", "its tag is still there", it => it.Key.Status is Deleted, _ => Verdict.RemoveTag()),
        new("of another status", "", _ => true, _ => Verdict.Keep(Reason.UnknownStatus)),
    ];

    public static Verdict Decide(AccessKey key, Policy policy, DateTimeOffset now)
    {
        var situation = new Situation(key, policy, now);
        // Stryker disable once Linq: the last row matches everything, so there is always one.
        return Rows.First(row => row.Matches(situation)).Verdict(situation);
    }

    /// <summary>Whether the last use, which is not known yet, could change the verdict. Looking it up costs a call.</summary>
    public static bool NeedsLastUse(AccessKey key, Policy policy, DateTimeOffset now) => key switch
    {
        { Unreadable: not null } => false,
        _ when policy.ExemptionOf(key, now) is not null => false,
        { Status: Active } => key.WatchAt(now) is null && key.IdleFor(now) >= policy.UnusedPeriod - policy.WarningPeriod,
        { Status: Inactive } => true, // needed by the verdict, and shown to whoever decides about a key found inactive
        _ => false,
    };

    /// <summary>
    /// Whether it is time to record that a key is still inactive. Recording every three tenths of the longest pause, a grace period of 30 days takes 13 records at most.
    /// </summary>
    public static bool WatchIsDue(Step step, Policy policy, DateTimeOffset now) =>
        step.Verdict.Reason is Reason.InGrace or Reason.GraceOver && now - step.Key.WatchAt(now)?.Seen > policy.CountedPause * 0.3;

    private static bool WasNotSeenInactive(Situation it) => it.Key.Status is Inactive && (it.Watch is not { } watch || it.Key.WasUsedAfter(watch.Since));

    /// <summary>A last use that matters and was not looked up counts as one that could not be read.</summary>
    private static bool Unreadable(Situation it) => it.Key.Unreadable is not null || (it.Key.LastUse == LastUse.NotLookedUp && NeedsLastUse(it.Key, it.Policy, it.Now));
}

/// <summary>The facts that a row of the table is matched against.</summary>
internal sealed record Situation(AccessKey Key, Policy Policy, DateTimeOffset Now)
{
    public TimeSpan Idle => Key.IdleFor(Now);
    public Clock? Watch => Key.WatchAt(Now);
    public TimeSpan? SinceInactive => Now - Watch?.Since;
    public TimeSpan? SinceSeen => Now - Watch?.Seen;
}

/// <summary>A row of the decision table.</summary>
/// <param name="Status">The key's status, in words.</param>
/// <param name="And">What else must be true of the key, in words.</param>
internal sealed record Row(string Status, string And, Func<Situation, bool> Matches, Func<Situation, Verdict> Verdict);
