namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>The time of one day, told in seconds from the look of its pass. Nothing is ever waited for.</summary>
internal sealed class SmallClock : TimeProvider
{
    public static readonly DateTimeOffset Zero = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public int Second { get; set; }

    /// <summary>Happens before the time is read.</summary>
    public Action? Reading { get; set; }

    public override DateTimeOffset GetUtcNow()
    {
        Reading?.Invoke();
        return At(Second);
    }

    public static DateTimeOffset At(int second) => Zero.AddSeconds(second);

    public static int Of(DateTimeOffset time) => (int)(time - Zero).TotalSeconds;
}
