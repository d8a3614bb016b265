namespace KeyReaper.Sandbox.Time;

/// <summary>A value whose updates become visible late, in order. Guarded by the account's lock.</summary>
internal sealed class Delayed<T>(SandboxPropagation propagation, T initial)
{
    private Queue<(T Value, (long, DateTimeOffset) SeenUntil)>? past;

    /// <summary>The newest value.</summary>
    public T Current
    {
        get;
        set
        {
            if (propagation.Lags)
            {
                (past ??= []).Enqueue((field, propagation.End));
            }

            field = value;
        }
    } = initial;

    /// <summary>The value as a call sees it.</summary>
    public T Seen
    {
        get
        {
            while (past?.TryPeek(out var oldest) is true && propagation.Over(oldest.SeenUntil))
            {
                past.Dequeue();
            }

            return past?.TryPeek(out var stale) is true ? stale.Value : Current;
        }
    }
}
