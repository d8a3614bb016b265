using KeyReaper.Sandbox.Calls;

namespace KeyReaper.Sandbox.Accounts;

/// <summary>
/// The credential report of an account: generated on request, kept, and served with the bytes it was made with. A new one is made at most
/// every four hours (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html).
/// </summary>
public sealed class SandboxCredentialReport
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(4);
    private readonly SandboxAccount account;
    private (string Csv, DateTimeOffset GeneratedTime)? stored;
    private (string Csv, DateTimeOffset StartedAt)? underWay;
    private int calls;

    internal SandboxCredentialReport(SandboxAccount account) => this.account = account;

    /// <summary>How long generating takes on the sandbox clock. Default zero.</summary>
    public TimeSpan TakesTime { get; set; }

    /// <summary>
    /// After how many calls about the report (GenerateCredentialReport or GetCredentialReport), not counting the one that started it, it is
    /// done. Default 1: the next call finds it complete.
    /// </summary>
    public int TakesCalls { get; set; } = 1;

    /// <summary>Whether the documented 23rd column, <c>additional_credentials_info</c>, is there. Live reports had 22 columns.</summary>
    public bool WithAdditionalCredentialsInfo { get; set; }

    /// <summary>Forgets the stored report and one being made, as if nobody had ever asked for one.</summary>
    public void Discard()
    {
        lock (account.Gate)
        {
            (stored, underWay) = (null, null);
        }
    }

    /// <summary>Makes a report now, as if somebody had asked for it before: GenerateCredentialReport then finds it complete.</summary>
    public void Store()
    {
        lock (account.Gate)
        {
            (stored, underWay) = ((CredentialReportCsv.Of(account, WithAdditionalCredentialsInfo), account.Now), null);
        }
    }

    /// <summary>
    /// GenerateCredentialReport: starts a report unless one is being made or is recent enough; the state is STARTED, INPROGRESS or COMPLETE.
    /// </summary>
    internal string Generate()
    {
        Proceed();
        if (underWay is not null)
        {
            return "INPROGRESS";
        }

        if (stored is { } report && !Expired(report.GeneratedTime))
        {
            return "COMPLETE";
        }

        (underWay, calls) = ((CredentialReportCsv.Of(account, WithAdditionalCredentialsInfo), account.Now), 0);
        return "STARTED";
    }

    /// <summary>GetCredentialReport: the stored bytes and when they were made.</summary>
    internal (string Csv, DateTimeOffset GeneratedTime) Get()
    {
        Proceed();
        return (underWay, stored) switch
        {
            (not null, _) => throw new SandboxException(404, "ReportInProgress", "Report is in progress"),
            (_, null) => throw new SandboxException(
                410, "ReportNotPresent", "No report is present. Use GenerateCredentialReport to generate one"),
            (_, { } report) when Expired(report.GeneratedTime) => throw new SandboxException(
                410, "ReportExpired", "The most recent report has expired. Use GenerateCredentialReport to generate a new one"),
            (_, { } report) => report,
        };
    }

    private void Proceed()
    {
        if (underWay is { } report && ++calls >= TakesCalls && account.Now >= report.StartedAt + TakesTime)
        {
            (stored, underWay) = ((report.Csv, report.StartedAt), null);
        }
    }

    private bool Expired(DateTimeOffset generatedTime) => account.Now - generatedTime >= Lifetime;
}
