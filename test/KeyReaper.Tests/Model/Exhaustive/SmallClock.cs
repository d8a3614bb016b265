namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>The time of one day, in seconds from the time when its pass looks. Nothing ever waits for it.</summary>
internal sealed class SmallClock : TimeProvider
{
    public static readonly DateTimeOffset Zero = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public int Second { get; set; }

    /// <summary>Runs before the time is read.</summary>
    public Action? Reading { get; set; }

    public override DateTimeOffset GetUtcNow()
    {
        Reading?.Invoke();
        return At(Second);
    }

    public static DateTimeOffset At(int second) => Zero.AddSeconds(second);

    public static int Of(DateTimeOffset time) => (int)(time - Zero).TotalSeconds;
}
