namespace KeyReaper.Rules;

/// <summary>One access key as IAM described it in this pass.</summary>
internal sealed record AccessKey(IamUser User, string Id, KeyStatus Status, DateTimeOffset CreateDate)
{
    /// <summary>Looked up only for keys whose verdict it can change, and for those found inactive.</summary>
    public LastUse LastUse { get; init; } = LastUse.NotLookedUp;

    public ClockTag? ClockTag { get; init; }

    /// <summary>Why a fact about this key could not be read; null if all could.</summary>
    public Trouble? Unreadable { get; init; }

    /// <summary>What KeyReaper recorded, unless it cannot be true.</summary>
    public Clock? ClockAt(DateTimeOffset now) => ClockTag?.Clock is { } clock && clock.CanBe(this, now) ? clock : null;

    /// <summary>The stretch of time over which KeyReaper has watched the key inactive; null if there is none.</summary>
    public Clock? WatchAt(DateTimeOffset now) => ClockAt(now) is { State: ClockState.Inactive } watch ? watch : null;

    public DateTimeOffset? InactiveSince(DateTimeOffset now) => WatchAt(now)?.Since;

    /// <summary>Without room for a tag KeyReaper could not remember what it does, so it does nothing. A tag that is there already can be overwritten.</summary>
    public bool HasRoomForTag => ClockTag is not null || User.Tags.Count < IamUser.MostTags;

    public bool WasUsedAfter(DateTimeOffset time) => LastUse is LastUse.At use && use.Date > time;

    /// <summary>KeyReaper deactivated it, and a last use that IAM reported only later shows that it should not have.</summary>
    public bool WasInUseAfterAll(DateTimeOffset now) =>
        WatchAt(now) is { UnusedPeriod: { } unused } watch && WasUsedAfter(watch.Since - unused) && !WasTurnedOnAfter(watch);

    /// <summary>A deactivation takes a while to reach every Region: a use within that time needed nobody to turn the key on.</summary>
    public bool WasTurnedOnAfter(Clock watch) => WasUsedAfter(watch.Since + Judge.SettlingPeriod);

    /// <summary>A key that was never used is idle since it was created; one that was turned back on, since then.</summary>
    public IdleTime IdleAt(DateTimeOffset now)
    {
        var (since, from) = (CreateDate, IdleFrom.Creation);
        if (LastUse is LastUse.At use && use.Date > since) (since, from) = (use.Date, IdleFrom.LastUse);
        if (ClockAt(now) is { State: ClockState.Active } clock && clock.Since > since) (since, from) = (clock.Since, IdleFrom.Reactivation);

        // A time just ahead, such as a use since the pass began, counts as now.
        // Stryker disable once Equality: of now itself both are zero.
        return new(since, since < now ? now - since : TimeSpan.Zero, from, AtMost: LastUse == LastUse.NotLookedUp);
    }

    public TimeSpan IdleFor(DateTimeOffset now) => IdleAt(now).Length;

    /// <summary>How often the key has been turned back on after KeyReaper saw it inactive, counting the time that this pass is about to record.</summary>
    public int TimesReactivated(DateTimeOffset now) => ClockAt(now) switch
    {
        null => 0,
        { State: ClockState.Inactive } watch when Status is KeyStatus.Active || WasTurnedOnAfter(watch) => watch.TimesReactivated + 1,
        { } clock => clock.TimesReactivated,
    };
}

internal enum KeyStatus
{
    /// <summary>A status that this version does not know. Such a key is never acted on.</summary>
    Other,
    Active,
    Inactive,

    /// <summary>IAM lists no such key any more, but our tag for it is still on the user.</summary>
    Deleted,
}

/// <summary>What is known of a key's last use. There are three cases, and Match makes every caller deal with each.</summary>
internal abstract record LastUse
{
    private LastUse()
    {
    }

    /// <summary>IAM was not asked, or gave no answer: the key may have been used a minute ago.</summary>
    public static LastUse NotLookedUp { get; } = new Nothing();

    public static LastUse Never { get; } = new No();

    public abstract T Match<T>(Func<At, T> at, Func<T> never, Func<T> notLookedUp);

    /// <summary>The date is a lower bound: of all uses within 15 minutes IAM records the first. Service and region are "N/A" where IAM has none.</summary>
    public sealed record At(DateTimeOffset Date, string Service, string Region) : LastUse
    {
        public override T Match<T>(Func<At, T> at, Func<T> never, Func<T> notLookedUp) => at(this);
    }

    private sealed record No : LastUse
    {
        public override T Match<T>(Func<At, T> at, Func<T> never, Func<T> notLookedUp) => never();
    }

    private sealed record Nothing : LastUse
    {
        public override T Match<T>(Func<At, T> at, Func<T> never, Func<T> notLookedUp) => notLookedUp();
    }
}

/// <summary>What an idle time is counted from.</summary>
internal enum IdleFrom
{
    Creation,
    LastUse,
    Reactivation,
}

/// <param name="AtMost">The last use was not looked up, so the key may have been idle for less.</param>
internal sealed record IdleTime(DateTimeOffset Since, TimeSpan Length, IdleFrom From, bool AtMost);

/// <summary>What went wrong, in the report's words, and the IAM action to grant if that would solve it.</summary>
internal sealed record Trouble(string Text, string? MissingPermission = null);
