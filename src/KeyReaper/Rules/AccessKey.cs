namespace KeyReaper.Rules;

/// <summary>One access key as IAM described it in this pass.</summary>
internal sealed record AccessKey(IamUser User, string Id, KeyStatus Status, DateTimeOffset CreateDate)
{
    /// <summary>It is looked up only for keys whose verdict it can change, and for those found inactive.</summary>
    public LastUse LastUse { get; init; } = LastUse.NotLookedUp;

    public ClockTag? ClockTag { get; init; }

    /// <summary>Why a fact about this key could not be read; null when all were.</summary>
    public Trouble? Unreadable { get; init; }

    /// <summary>What KeyReaper recorded, unless it cannot be true.</summary>
    public Clock? ClockAt(DateTimeOffset now) => ClockTag?.Clock is { } clock && clock.CanBe(this, now) ? clock : null;

    /// <summary>The stretch over which KeyReaper has seen it inactive.</summary>
    public Clock? WatchAt(DateTimeOffset now) => ClockAt(now) is { State: ClockState.Inactive } watch ? watch : null;

    public DateTimeOffset? InactiveSince(DateTimeOffset now) => WatchAt(now)?.Since;

    /// <summary>What cannot be remembered is not done. A tag that is there can be written over.</summary>
    public bool HasRoomForTag => ClockTag is not null || User.Tags.Count < IamUser.MostTags;

    public bool WasUsedAfter(DateTimeOffset time) => LastUse is LastUse.At use && use.Date > time;

    /// <summary>KeyReaper deactivated it, and a use that IAM told later shows that it should not have.</summary>
    public bool WasInUseAfterAll(DateTimeOffset now) =>
        WatchAt(now) is { UnusedPeriod: { } unused } watch && WasUsedAfter(watch.Since - unused) && !WasTurnedOnAfter(watch);

    /// <summary>A deactivation takes a while to reach every Region: a use within that time needed nobody to turn the key on.</summary>
    public bool WasTurnedOnAfter(Clock watch) => WasUsedAfter(watch.Since + Judge.SettlingPeriod);

    /// <summary>A never-used key is idle since it was made; a key that was turned back on starts anew.</summary>
    public IdleTime IdleAt(DateTimeOffset now)
    {
        var (since, from) = (CreateDate, IdleFrom.Creation);
        if (LastUse is LastUse.At use && use.Date > since) (since, from) = (use.Date, IdleFrom.LastUse);
        if (ClockAt(now) is { State: ClockState.Active } clock && clock.Since > since) (since, from) = (clock.Since, IdleFrom.Reactivation);

        // What lies just ahead, such as a use since the pass began, is now.
        return new(since, since < now ? now - since : TimeSpan.Zero, from, AtMost: LastUse == LastUse.NotLookedUp);
    }

    public TimeSpan IdleFor(DateTimeOffset now) => IdleAt(now).Length;

    /// <summary>How often the key has been turned back on after KeyReaper saw it inactive, this time included.</summary>
    public int TimesReactivated(DateTimeOffset now) => ClockAt(now) switch
    {
        null => 0,
        { State: ClockState.Inactive } watch when Status is KeyStatus.Active || WasTurnedOnAfter(watch) => watch.TimesReactivated + 1,
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

/// <summary>What is known of a key's last use: three things, and whoever shows one says which.</summary>
internal abstract record LastUse
{
    private LastUse()
    {
    }

    /// <summary>IAM was not asked, or gave no answer: it may have been used a minute ago.</summary>
    public static LastUse NotLookedUp { get; } = new Nothing();

    public static LastUse Never { get; } = new No();

    public abstract T Match<T>(Func<At, T> at, Func<T> never, Func<T> notLookedUp);

    /// <summary>A lower bound: IAM records the first use of any 15 minutes. Service and region are "N/A" where IAM has none.</summary>
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

/// <summary>What an idle time counts from.</summary>
internal enum IdleFrom
{
    Creation,
    LastUse,
    Reactivation,
}

/// <param name="AtMost">The last use was not looked up, so the key may have been idle for less.</param>
internal sealed record IdleTime(DateTimeOffset Since, TimeSpan Length, IdleFrom From, bool AtMost);

/// <summary>What went wrong, in words for the report, and the IAM action to grant if that would mend it.</summary>
internal sealed record Trouble(string Text, string? MissingPermission = null);
