namespace KeyReaper.Sandbox.Time;

/// <summary>A timer of the sandbox clock: due at an instant of that clock, not of the real one.</summary>
internal sealed class ClockTimer(SandboxClock clock, TimerCallback callback, object? state) : ITimer
{
    private volatile bool disposed;

    public DateTimeOffset Due { get; set; }

    public TimeSpan Period { get; set; }

    public void Fire()
    {
        if (!disposed)
        {
            callback(state);
        }
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (disposed)
        {
            return false;
        }

        clock.Schedule(this, dueTime, period);
        return true;
    }

    public void Dispose()
    {
        disposed = true;
        clock.Forget(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
