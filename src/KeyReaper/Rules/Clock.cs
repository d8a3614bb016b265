namespace KeyReaper.Rules;

internal enum ClockState
{
    Inactive,
    Active,
}

/// <summary>What KeyReaper remembers about a key, since IAM does not: the stretch of time over which it has watched the key.</summary>
/// <param name="Since">When the key was deactivated, or first seen in this state.</param>
/// <param name="Seen">When it was last seen in this state, with no gap longer than the longest pause since <paramref name="Since"/>. For an active key, the same as that.</param>
/// <param name="UnusedPeriod">
/// In whole days, for a key that KeyReaper deactivated: a use less than that before <paramref name="Since"/> shows that this was wrong. Null if somebody else deactivated it.
/// </param>
/// <param name="TimesReactivated">How often the key has been turned back on after KeyReaper saw it inactive.</param>
internal sealed record Clock(ClockState State, DateTimeOffset Since, DateTimeOffset Seen, TimeSpan? UnusedPeriod, int TimesReactivated)
{
    /// <summary>A pass judges by the time it began, and lasts up to 15 minutes: another pass may have written a later time meanwhile.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(16);

    /// <summary>A record that is older than the key, or lies in the future, was not written by KeyReaper.</summary>
    public bool CanBe(AccessKey key, DateTimeOffset now) => Since >= key.CreateDate && Seen <= now + Ahead;

    /// <summary>What is recorded when this step is taken.</summary>
    /// <param name="now">The start of the pass: the key was looked at no earlier.</param>
    /// <param name="at">The time of the act: the grace period must not begin before the key was inactive.</param>
    public static Clock For(Step step, Policy policy, DateTimeOffset now, DateTimeOffset at)
    {
        var (key, times) = (step.Key, step.Key.TimesReactivated(now));
        return (step.Verdict.Act, key.ClockAt(now)) switch
        {
            (Act.KeepWatch, { } watch) => watch with { Seen = now },
            (Act.Deactivate, _) => new(ClockState.Inactive, at, at, policy.UnusedPeriod, times),
            (Act.RecordReactivation, _) => new(ClockState.Active, at, at, null, times),

            // A use that IAM reports late may still show that the deactivation was wrong, so the unused days recorded here must reach back as far as before.
            (Act.StartGrace, { UnusedPeriod: { } unused } watch) when step.Verdict.Reason is Reason.NotWatched =>
                new(ClockState.Inactive, at, at, TimeSpan.FromDays(Math.Ceiling((unused + (at - watch.Since)).TotalDays)), times),

            _ => new(ClockState.Inactive, at, at, null, times),
        };
    }
}

/// <summary>A tag of ours as found on the user. <see cref="Clock"/> is null if the value is not in our format.</summary>
internal sealed record ClockTag(string Value, Clock? Clock);
