namespace KeyReaper.Pass;

/// <summary>The time that is left of an invocation, less what it takes to report.</summary>
internal sealed class TimeBudget(TimeSpan remaining, TimeProvider clock) : IDisposable
{
    /// <summary>Time to finish the step in flight, and for the report.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan ReserveForReport = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ReserveForLog = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource runningOut = new(AtLeastZero(remaining - Reserve), clock);
    private readonly CancellationTokenSource over = new(AtLeastZero(remaining - ReserveForReport), clock);
    private readonly CancellationTokenSource untold = new(AtLeastZero(remaining - ReserveForLog), TimeProvider.System); // a call takes real time, whatever clock the pass is given

    /// <summary>From here on no new step begins.</summary>
    public CancellationToken RunningOut => runningOut.Token;

    /// <summary>
    /// From here on no call to IAM continues. Lambda freezes the process after its answer, so a call that is still retrying would continue in another invocation, days later.
    /// </summary>
    public CancellationToken Over => over.Token;

    /// <summary>From here on the report goes to the log only.</summary>
    public CancellationToken Untold => untold.Token;

    public void Dispose()
    {
        runningOut.Dispose();
        over.Dispose();
        untold.Dispose();
    }

    private static TimeSpan AtLeastZero(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
