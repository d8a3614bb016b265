namespace KeyReaper.Rules;

/// <summary>One access key as IAM described it in this pass.</summary>
internal sealed record AccessKey(IamUser User, string Id, KeyStatus Status, DateTimeOffset CreateDate)
{
    /// <summary>Null: never used, or not read.</summary>
    public LastUse? LastUse { get; init; }

    /// <summary>It is read only for keys whose verdict it can change.</summary>
    public bool LastUseRead { get; init; }

    public ClockTag? ClockTag { get; init; }

    /// <summary>Why a fact about this key could not be read; null when all were.</summary>
    public Trouble? Unreadable { get; init; }

    /// <summary>What KeyReaper recorded, unless it cannot be true: a clock older than the key or in the future was not written by us.</summary>
    public Clock? ClockAt(DateTimeOffset now) => ClockTag?.Clock is { } clock && clock.At >= CreateDate && clock.At <= now ? clock : null;

    public DateTimeOffset? InactiveSince(DateTimeOffset now) => ClockAt(now) is { State: ClockState.InactiveSince } clock ? clock.At : null;

    public bool WasUsedAfter(DateTimeOffset time) => LastUse is { } use && use.Date > time;

    /// <summary>A never-used key is idle since it was made; a key that was turned back on starts anew.</summary>
    public DateTimeOffset IdleSince(DateTimeOffset now)
    {
        var since = CreateDate;
        if (LastUse is { } use && use.Date > since) since = use.Date;
        if (ClockAt(now) is { State: ClockState.Reactivated } clock && clock.At > since) since = clock.At;
        return since;
    }

    public TimeSpan IdleFor(DateTimeOffset now) => now - IdleSince(now);

    /// <summary>How often the key has been turned back on after KeyReaper saw it inactive, this time included.</summary>
    public int TimesReactivated(DateTimeOffset now) => ClockAt(now) switch
    {
        null => 0,
        { State: ClockState.Reactivated } clock => clock.TimesReactivated,
        { } clock when Status is KeyStatus.Active || WasUsedAfter(clock.At) => clock.TimesReactivated + 1,
        { } clock => clock.TimesReactivated,
    };
}

internal enum KeyStatus
{
    /// <summary>A status this version does not know; never acted on.</summary>
    Other,
    Active,
    Inactive,

    /// <summary>IAM lists no such key any more, but our tag for it is still on the user.</summary>
    Deleted,
}

/// <summary>A lower bound: IAM records the first use of any 15 minutes. Service and region are "N/A" where IAM has none.</summary>
internal sealed record LastUse(DateTimeOffset Date, string Service, string Region);

/// <summary>A tag of ours as found. <see cref="Clock"/> is null when the value is not in our form.</summary>
internal sealed record ClockTag(string Value, Clock? Clock);

internal enum ClockState
{
    InactiveSince,
    Reactivated,
}

/// <summary>What KeyReaper remembers of a key, since IAM does not.</summary>
internal sealed record Clock(ClockState State, DateTimeOffset At, int TimesReactivated);

/// <summary>What went wrong, in words for the report, and the IAM action to grant if that would mend it.</summary>
internal sealed record Trouble(string Text, string? MissingPermission = null);
