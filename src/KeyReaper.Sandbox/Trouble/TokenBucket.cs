namespace KeyReaper.Sandbox.Trouble;

/// <summary>Counts calls against a <see cref="RateLimit"/>. (System.Threading.RateLimiting reads no TimeProvider.)</summary>
internal sealed class TokenBucket(RateLimit limit)
{
    private readonly Lock gate = new();
    private readonly TimeProvider clock = limit.Clock ?? TimeProvider.System;
    private double tokens = limit.Burst;
    private long? filledAt;

    public bool TryTake()
    {
        lock (gate)
        {
            var now = clock.GetTimestamp();
            var rested = filledAt is { } last ? clock.GetElapsedTime(last, now) : TimeSpan.Zero;
            tokens = Math.Min(limit.Burst, tokens + (rested.TotalSeconds * limit.PerSecond));
            filledAt = now;
            if (tokens < 1)
            {
                return false;
            }

            tokens--;
            return true;
        }
    }
}
