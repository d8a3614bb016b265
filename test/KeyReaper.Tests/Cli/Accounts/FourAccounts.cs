using KeyReaper.Cli.Accounts;
using KeyReaper.Pass;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Accounts;

/// <summary>Four accounts: one with keys of every kind, one without problems, one without a credential report, and one that lets nobody in.</summary>
internal static class FourAccounts
{
    private static readonly Report Busy = AReport.Of(
        AReport.DryRun, AReport.EveryKind.Where(key => key.User.Name == "svc-api"), listing: new() { ReportMadeAt = A.Now.AddHours(-1), UsersRuledOut = 40, KeysRuledOut = 44, RootAccessKeys = 0 }) with { AccountId = "222233334444", AccountAlias = null };

    private static readonly Report Walked = AReport.Of(AReport.DryRun, [AReport.Key(1, "julia").UsedDaysAgo(45)], listing: new() { WhyWalked = new("INVENTORY is walk") }) with { AccountId = "333344445555", AccountAlias = null };

    public static AccountsReport Seen { get; } = new(A.Now, AReport.DryRun,
    [
        .. AccountLook.Ranked(
        [
            Known(Busy),
            Known(AReport.Of(AReport.DryRun, AReport.EveryKind)),
            Known(Walked),
            new("444455556666", CallerArn: null, Report: null, "sts:AssumeRole of arn:aws:iam::444455556666:role/OrganizationAccountAccessRole: AccessDenied: [red]<b>not authorized"),
        ]),
    ]);

    private static AccountLook Known(Report report) => AccountLook.Of(report.AccountId, $"arn:aws:sts::{report.AccountId}:assumed-role/auditor/ana", report);
}
