namespace KeyReaper.Pass;

/// <summary>What Lambda leaves of an invocation's time, less what it takes to report.</summary>
internal sealed class TimeBudget(TimeSpan remaining, TimeProvider clock) : IDisposable
{
    /// <summary>For the step in flight to end, and for the report.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan ReserveForReport = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ReserveForLog = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource runningOut = new(AtLeastZero(remaining - Reserve), clock);
    private readonly CancellationTokenSource over = new(AtLeastZero(remaining - ReserveForReport), clock);
    private readonly CancellationTokenSource untold = new(AtLeastZero(remaining - ReserveForLog), TimeProvider.System); // a call's time is real, whatever the pass's clock

    /// <summary>No new step begins.</summary>
    public CancellationToken RunningOut => runningOut.Token;

    /// <summary>
    /// No call goes on. Lambda freezes the process after its answer: a call still retrying would then carry on in another invocation, days later.
    /// </summary>
    public CancellationToken Over => over.Token;

    /// <summary>The report goes to the log alone.</summary>
    public CancellationToken Untold => untold.Token;

    public void Dispose()
    {
        runningOut.Dispose();
        over.Dispose();
        untold.Dispose();
    }

    private static TimeSpan AtLeastZero(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
