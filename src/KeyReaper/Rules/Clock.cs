namespace KeyReaper.Rules;

internal enum ClockState
{
    Inactive,
    Active,
}

/// <summary>What KeyReaper remembers of a key, since IAM does not: a stretch of time over which it has watched it.</summary>
/// <param name="Since">When it was deactivated, or first seen so.</param>
/// <param name="Seen">Until when it has been seen so, never longer apart than the longest pause. Of an active key the same as <paramref name="Since"/>.</param>
/// <param name="UnusedPeriod">
/// Of a key that KeyReaper deactivated, in whole days: a use less than that before <paramref name="Since"/> shows that it was wrong. Null where somebody else did.
/// </param>
/// <param name="TimesReactivated">How often the key has been turned back on after KeyReaper saw it inactive.</param>
internal sealed record Clock(ClockState State, DateTimeOffset Since, DateTimeOffset Seen, TimeSpan? UnusedPeriod, int TimesReactivated)
{
    /// <summary>A pass judges by its start, and lasts up to 15 minutes: another one may have written meanwhile.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(16);

    /// <summary>One that is older than the key, or lies in the future, was not written by KeyReaper.</summary>
    public bool CanBe(AccessKey key, DateTimeOffset now) => Since >= key.CreateDate && Seen <= now + Ahead;

    /// <summary>What is recorded when this step is taken.</summary>
    /// <param name="now">The start of the pass: when the key was looked at, at the earliest.</param>
    /// <param name="at">The time of the act: the grace period must not begin before the key was inactive.</param>
    public static Clock For(Step step, Policy policy, DateTimeOffset now, DateTimeOffset at)
    {
        var (key, times) = (step.Key, step.Key.TimesReactivated(now));
        return (step.Verdict.Act, key.ClockAt(now)) switch
        {
            (Act.KeepWatch, { } watch) => watch with { Seen = now },
            (Act.Deactivate, _) => new(ClockState.Inactive, at, at, policy.UnusedPeriod, times),
            (Act.RecordReactivation, _) => new(ClockState.Active, at, at, null, times),

            // A late use may still show that the deactivation was wrong: the days without a use have to reach as far back as they did.
            (Act.StartGrace, { UnusedPeriod: { } unused } watch) when step.Verdict.Reason is Reason.NotWatched =>
                new(ClockState.Inactive, at, at, TimeSpan.FromDays(Math.Ceiling((unused + (at - watch.Since)).TotalDays)), times),

            _ => new(ClockState.Inactive, at, at, null, times),
        };
    }
}

/// <summary>A tag of ours as found. <see cref="Clock"/> is null when the value is not in our form.</summary>
internal sealed record ClockTag(string Value, Clock? Clock);
