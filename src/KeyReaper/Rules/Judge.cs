using static KeyReaper.Rules.KeyStatus;

namespace KeyReaper.Rules;

internal static class Judge
{
    /// <summary>IAM is eventually consistent: a key may still be shown active a while after it was deactivated.</summary>
    public static readonly TimeSpan SettlingPeriod = TimeSpan.FromHours(1);

    /// <summary>The decision table, which README shows: the first row that matches decides.</summary>
    public static IReadOnlyList<Row> Rows { get; } =
    [
        new("any", "its last use, its tags or its status could not be read", Unreadable, _ => Verdict.Keep(Reason.Unknown)),
        new("any", "its user is exempt: by tag, name or path", it => it.Policy.ExemptionOf(it.Key.User, it.Now) is not null, _ => Verdict.Keep(Reason.Exempt)),

        new("active", "the tag says inactive since less than an hour", it => it.Key.Status is Active && it.SinceInactive < SettlingPeriod, _ => Verdict.Keep(Reason.Settling)),
        new("active", "the tag says inactive since, and it was not used after that", it => it.Key.Status is Active && it.InactiveSince is { } since && !it.Key.WasUsedAfter(since), _ => Verdict.RecordReactivation()),
        new("active", "idle for less than the unused period", it => it.Key.Status is Active && it.Idle < it.Policy.UnusedPeriod, it => Verdict.Keep(it.Idle < it.Policy.UnusedPeriod - it.Policy.WarningPeriod ? Reason.InUse : Reason.DueSoon)),
        new("active", "idle for at least the unused period", it => it.Key.Status is Active, it => it.Key.LastUse is null ? Verdict.DeactivateNeverUsed() : Verdict.DeactivateUnused()),

        new("inactive", "no usable tag, or the tag says reactivated, or it was used after the tag's time", it => it.Key.Status is Inactive && (it.InactiveSince is not { } since || it.Key.WasUsedAfter(since)), _ => Verdict.StartGrace()),
        new("inactive", "less than the grace period since the tag's time", it => it.Key.Status is Inactive && it.SinceInactive < it.Policy.GracePeriod, _ => Verdict.Keep(Reason.InGrace)),
        new("inactive", "at least the grace period since the tag's time", it => it.Key.Status is Inactive, it => it.Policy.DeleteKeys ? Verdict.Delete() : Verdict.Keep(Reason.DeletionOff)),

        new("deleted", "its tag is still there", it => it.Key.Status is Deleted, _ => Verdict.RemoveTag()),
        new("of another status", "", _ => true, _ => Verdict.Keep(Reason.UnknownStatus)),
    ];

    public static Verdict Decide(AccessKey key, Policy policy, DateTimeOffset now)
    {
        var situation = new Situation(key, policy, now);
        // Stryker disable once Linq: the last row matches whatever is left, so there always is one.
        return Rows.First(row => row.Matches(situation)).Verdict(situation);
    }

    /// <summary>Whether a last use, of which nothing is known yet, could change the verdict. It costs a call, and can only make a key younger.</summary>
    public static bool NeedsLastUse(AccessKey key, Policy policy, DateTimeOffset now) => key switch
    {
        { Unreadable: not null } => false,
        { Status: Active } => key.InactiveSince(now) is { } since ? now - since >= SettlingPeriod : key.IdleFor(now) >= policy.UnusedPeriod - policy.WarningPeriod,
        { Status: Inactive } => key.InactiveSince(now) is not null,
        _ => false,
    };

    /// <summary>A last use that was left out though it matters is one that could not be read. Of an exempt user's keys none is.</summary>
    private static bool Unreadable(Situation it) =>
        it.Key.Unreadable is not null
        || (!it.Key.LastUseRead && it.Policy.ExemptionOf(it.Key.User, it.Now) is null && NeedsLastUse(it.Key, it.Policy, it.Now));
}

/// <summary>What a row looks at.</summary>
internal sealed record Situation(AccessKey Key, Policy Policy, DateTimeOffset Now)
{
    public TimeSpan Idle => Key.IdleFor(Now);
    public DateTimeOffset? InactiveSince => Key.InactiveSince(Now);
    public TimeSpan? SinceInactive => Now - InactiveSince;
}

/// <summary>A row of the decision table.</summary>
/// <param name="Status">What the key is.</param>
/// <param name="And">What else holds of it.</param>
internal sealed record Row(string Status, string And, Func<Situation, bool> Matches, Func<Situation, Verdict> Verdict);
