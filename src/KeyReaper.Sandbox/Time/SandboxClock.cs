namespace KeyReaper.Sandbox.Time;

/// <summary>
/// The sandbox's time. Timers made from it (<c>Task.Delay(delay, clock)</c>, <c>new CancellationTokenSource(delay, clock)</c>) fire when
/// the clock passes them: on a frozen clock only when it is moved, on a running one also as real time goes by.
/// </summary>
public sealed class SandboxClock : TimeProvider
{
    /// <summary>When a frozen clock starts unless told otherwise: 2026-01-05T06:00:00Z, a Monday.</summary>
    public static readonly DateTimeOffset DefaultStart = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);

    private readonly Lock gate = new();
    private readonly List<ClockTimer> timers = [];
    private readonly TimeProvider? real;
    private readonly long startedAt;
    private readonly ITimer? wake;
    private DateTimeOffset moved;

    private SandboxClock(DateTimeOffset start, TimeProvider? real)
    {
        (moved, this.real) = (start.ToUniversalTime(), real);
        startedAt = real?.GetTimestamp() ?? 0;
        wake = real?.CreateTimer(_ => FireDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Code that waits on a frozen clock would wait forever. Timers due within this time instead move the clock forward at once, as if the wait
    /// were over; longer ones, such as a time budget, remain timers. Default zero: no wait is skipped.
    /// </summary>
    public TimeSpan SkipsWaitsUpTo { get; set; }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>A clock that stands still until <see cref="Advance"/> moves it.</summary>
    public static SandboxClock Frozen(DateTimeOffset? start = null) => new(start ?? DefaultStart, real: null);

    /// <summary>A clock that runs by itself.</summary>
    /// <param name="start">The instant it starts at; the real time now if not given.</param>
    /// <param name="real">The time by which it runs; real time if not given.</param>
    public static SandboxClock Running(DateTimeOffset? start = null, TimeProvider? real = null) =>
        new(start ?? (real ?? System).GetUtcNow(), real ?? System);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return Now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>
    /// Moves the clock on and fires, on the calling thread and in order of their due times, the timers it passed. They see the clock where
    /// it now stands; a periodic timer that was passed several times fires as often.
    /// </summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (gate)
        {
            moved += by;
        }

        FireDue();
    }

    /// <summary>Turns the clock back. Timers keep the instant they are due at, and so fire that much later.</summary>
    public void TurnBack(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (gate)
        {
            moved -= by;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ClockTimer(this, callback, state);
        timer.Change(dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime <= SkipsWaitsUpTo)
        {
            Advance(dueTime);
        }

        return timer;
    }

    internal void Schedule(ClockTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            timers.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                (timer.Due, timer.Period) = (Now + dueTime, period);
                timers.Add(timer);
            }
        }

        FireDue();
    }

    internal void Forget(ClockTimer timer)
    {
        lock (gate)
        {
            timers.Remove(timer);
        }
    }

    // To be read while holding the gate.
    private DateTimeOffset Now => real is null ? moved : moved + real.GetElapsedTime(startedAt);

    private void FireDue()
    {
        while (TakeDue() is { } timer)
        {
            timer.Fire();
        }
    }

    private ClockTimer? TakeDue()
    {
        lock (gate)
        {
            if (timers.MinBy(timer => timer.Due) is not { } next)
            {
                return null;
            }

            if (next.Due > Now)
            {
                WakeAt(next.Due);
                return null;
            }

            timers.Remove(next);
            if (next.Period > TimeSpan.Zero)
            {
                next.Due += next.Period;
                timers.Add(next);
            }

            return next;
        }
    }

    // A real timer counts whole milliseconds and might stop short of the due time; one more makes sure that it is past.
    private void WakeAt(DateTimeOffset due)
    {
        var wait = Math.Min((due - Now).TotalMilliseconds + 1, int.MaxValue);
        wake?.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait)), Timeout.InfiniteTimeSpan);
    }
}
