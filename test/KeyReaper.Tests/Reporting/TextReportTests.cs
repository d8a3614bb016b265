using KeyReaper.Reporting;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Reporting;

/// <summary>E-mails as they are read, each approved as a whole.</summary>
public class TextReportTests
{
    private static readonly Settings Small = AReport.Live with { Policy = AReport.Live.Policy with { MaxDeactivations = 2 } };

    private static string Mail(Report report) => $"Subject: {Subject.Of(report)}\n\n{string.Join('\n', TextReport.Lines(report))}";

    [Fact]
    public void A_live_pass() => Mail(AReport.Of(AReport.Live with { OwnerTag = "owner" }, AReport.EveryKind)).ShouldBeApproved("live");

    [Fact]
    public void A_dry_run() => Mail(AReport.Of(AReport.DryRun, AReport.EveryKind)).ShouldBeApproved("dry-run");

    [Fact]
    public void A_tripped_brake() => Mail(AReport.Of(Small, AReport.EveryKind, step => new(step, Result.Withheld, "the brake stopped the pass"))).ShouldBeApproved("brake");

    [Fact]
    public void A_dry_run_that_would_trip_the_brake() => Mail(AReport.Of(Small with { DryRun = true }, AReport.EveryKind)).ShouldBeApproved("dry-run-brake");

    [Fact]
    public void An_empty_account() => Mail(AReport.Of(AReport.Live, [])).ShouldBeApproved("empty");

    [Fact]
    public void Deletion_turned_off() =>
        Mail(AReport.Of(AReport.Live with { Policy = AReport.Live.Policy with { DeleteKeys = false } }, AReport.EveryKind)).ShouldBeApproved("deletion-off");

    [Fact]
    public void An_inventory_that_broke_off() =>
        Mail(AReport.Of(
            AReport.Live, AReport.EveryKind, step => new(step, Result.Withheld, "not every user could be read"),
            new() { BrokeOff = new("iam:ListUsers: AccessDenied: not authorized", "iam:ListUsers") })).ShouldBeApproved("broke-off");

    [Fact]
    public void Everything_that_can_go_wrong_with_a_key()
    {
        AccessKey[] keys =
        [
            .. AReport.EveryKind,
            AReport.Key(20, "rosa") with { Unreadable = new("iam:GetAccessKeyLastUsed: AccessDenied: not authorized", "iam:GetAccessKeyLastUsed") },
            AReport.Key(21, "sam") with { Status = KeyStatus.Other },
            AReport.Key(22, "tom").Inactive().InactiveSinceDaysAgo(-1),
            AReport.Key(23, "uma").Inactive() with { ClockTag = new("since yesterday\u202E", null) },
            AReport.Key(24, "vik").Inactive().CreatedDaysAgo(5).InactiveSinceDaysAgo(40),
        ];

        var report = AReport.Of(
            AReport.Live, keys,
            step => step.Key.User.Name switch
            {
                "ci-jenkins" => new(step, Result.DoneUnrecorded, "iam:TagUser: LimitExceeded: 50 tags"),
                "julia" => new(step, Result.Failed, "iam:UpdateAccessKey: Throttling: Rate exceeded"),
                "kofi" => new(step, Result.ChangedMeanwhile),
                "marco" => new(step, Result.GoneAlready),
                "pete" or "svc-migration" => new(step, Result.NotAttempted),
                _ => new(step, Result.Done),
            },
            new() { WhyWalked = new("the credential report could not be used: iam:GenerateCredentialReport: LimitExceeded: try later"), RootAccessKeys = 1, UnlistedUsers = [new(A.User with { Name = "walter" }, new("iam:ListAccessKeys: AccessDenied: not authorized", "iam:ListAccessKeys"))] });

        Mail(report).ShouldBeApproved("trouble");
    }

    [Fact]
    public void Hostile_data_stays_on_its_line()
    {
        var key = A.Key.Named("eve").Tagged("owner", "x\nLIVE: account 1\u2028deleted 9\u202E\u001B[31m");

        var lines = TextReport.Lines(AReport.Of(AReport.Live with { OwnerTag = "owner" }, [key]));

        lines.ShouldAllBe(line => !line.Any(char.IsControl));
        lines.ShouldContain(line => line.Contains(@"owner x\u{000A}LIVE: account 1\u{2028}deleted 9\u{202E}\u{001B}[31m", StringComparison.Ordinal));
    }
}
