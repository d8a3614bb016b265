namespace KeyReaper;

/// <summary>What Lambda leaves of an invocation's time, less what it takes to report.</summary>
internal sealed class TimeBudget(TimeSpan remaining, TimeProvider clock) : IDisposable
{
    /// <summary>For the step in flight to end, and for the report.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan ReserveForReport = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource runningOut = new(AtLeastZero(remaining - Reserve), clock);
    private readonly CancellationTokenSource over = new(AtLeastZero(remaining - ReserveForReport), clock);

    /// <summary>No new step begins.</summary>
    public CancellationToken RunningOut => runningOut.Token;

    /// <summary>
    /// No call goes on. Lambda freezes the process after its answer: a call still retrying would then carry on in another invocation, days later.
    /// </summary>
    public CancellationToken Over => over.Token;

    public void Dispose()
    {
        runningOut.Dispose();
        over.Dispose();
    }

    private static TimeSpan AtLeastZero(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
