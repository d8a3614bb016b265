using KeyReaper.Rules;
using KeyReaper.Words;

namespace KeyReaper.Aws;

/// <summary>Has IAM make its credential report, waits for it and fetches it. If anything goes wrong, the inventory walks through all users instead.</summary>
internal sealed class CredentialReport(Iam iam, TimeProvider clock)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2); // as long as a small account takes
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    // Includes all retries. If the report does not come, a walk still has most of the function's time.
    private static readonly TimeSpan InAll = TimeSpan.FromMinutes(3);

    // IAM makes a new one at most every four hours. If one is off by more than that and some slack, in the past or the future, something is wrong with it.
    private static readonly TimeSpan OldestUsable = TimeSpan.FromHours(5);

    /// <exception cref="CredentialReportException">The report did not come, cannot be parsed, or is incomplete.</exception>
    public async Task<(IReadOnlyList<CredentialReportRow> Rows, DateTimeOffset MadeAt)> FetchAsync(CancellationToken timeRunningOut)
    {
        using var inAll = new CancellationTokenSource(InAll, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeRunningOut, inAll.Token);
        try
        {
            return await FetchAtLengthAsync(either.Token);
        }
        catch (OperationCanceledException) when (!timeRunningOut.IsCancellationRequested)
        {
            throw new CredentialReportException(new($"IAM had not delivered it after {InAll.TotalMinutes} minutes"));
        }
    }

    private async Task<(IReadOnlyList<CredentialReportRow> Rows, DateTimeOffset MadeAt)> FetchAtLengthAsync(CancellationToken cancelled)
    {
        try
        {
            var complete = await iam.GenerateCredentialReportAsync(cancelled);
            var waited = TimeSpan.Zero;
            for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
            {
                if (!complete)
                {
                    if (waited >= Patience) throw new CredentialReportException(new($"IAM had not finished it after {waited.TotalSeconds} seconds"));
                    await Task.Delay(wait, clock, cancelled);
                    waited += wait;
                }

                if (await iam.CredentialReportAsync(cancelled) is not { } report)
                {
                    complete = false;
                    continue;
                }

                if ((clock.GetUtcNow() - report.MadeAt).Duration() > OldestUsable) throw new CredentialReportException(new($"IAM delivered one made at {Wording.Minute(report.MadeAt)}"));
                return (CredentialReportRow.ParseWhole(report.Csv), report.MadeAt);
            }
        }
        catch (IamException error)
        {
            throw new CredentialReportException(error.Trouble);
        }
        catch (FormatException error)
        {
            throw new CredentialReportException(new($"it cannot be read: {error.Message}"));
        }
    }
}

internal sealed class CredentialReportException(Trouble trouble) : Exception(trouble.Text)
{
    public Trouble Trouble => trouble;
}
