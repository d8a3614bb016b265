using KeyReaper.Asked;
using KeyReaper.Aws;
using KeyReaper.Forms;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Reporting;

/// <summary>E-mails as they are read, each approved as a whole.</summary>
public class TextReportTests
{
    private static readonly Settings Small = AReport.Live with { Policy = AReport.Live.Policy with { MaxDeactivations = 2 } };

    /// <summary>For each kind of key that is acted on, one of a user made by Terraform, and one key that sends mail.</summary>
    private static readonly AccessKey[] OfTools =
    [
        AReport.Key(30, "deployer", "/ci/").UsedDaysAgo(45).Tagged("ManagedBy", "Terraform"),
        AReport.Key(31, "uploader").Inactive().Tagged("aws:cloudformation:stack-name", "upload-prod"),
        AReport.Key(32, "reporter").Inactive().InactiveSinceDaysAgo(40, timesReactivated: 1).UsedDaysAgo(90).Tagged("Terraform", "true"),
        AReport.Key(33, "exporter").InactiveSinceDaysAgo(1, timesReactivated: 4).UsedDaysAgo(90).Tagged("managed-by", "pulumi"),
        AReport.Key(34, "ses-smtp-user.20240105-101500"),
        AReport.Key(35, "newsletter") with { LastUse = new LastUse.At(A.DaysAgo(28), "ses", "us-east-1") },
        AReport.Key(36, "alerts").Inactive().InactiveSinceDaysAgo(12).Tagged("AKIAEXAMPLEKEY000036", "old pager") with { LastUse = new LastUse.At(A.DaysAgo(70), "ses-smtp", "us-east-1") },
    ];

    private static string Mail(Report report) => $"Subject: {AccountSubject.Of(report)}\n\n{string.Join('\n', TextReport.Lines(report))}";

    [Fact]
    public void A_live_pass() => Mail(AReport.Of(AReport.Live with { OwnerTag = "owner" }, AReport.EveryKind)).ShouldBeApproved("live");

    [Fact]
    public void A_dry_run() => Mail(AReport.Of(AReport.DryRun, AReport.EveryKind)).ShouldBeApproved("dry-run");

    [Theory]
    [InlineData("one account's of many", "of-many-live")]
    [InlineData("one account's of many, dry run", "of-many-dry-run")]
    [InlineData("one account's of many, one owner's", "of-many-owner")]
    public void A_hubs_pass_in_another_account(string kind, string name) => Mail(ReportKinds.All[kind]).ShouldBeApproved(name);

    [Fact]
    public void Keys_that_were_in_use_after_all() => Mail(AReport.Of(
        AReport.Live, [AReport.Key(40, "billing").Inactive().UsedDaysAgo(12) with { ClockTag = KeyClock.Find(new Dictionary<string, string> { ["keyreaper:key:AKIAEXAMPLEKEY000040"] = "deactivated 2026-11-10T06:00:00Z after 30 seen 2026-11-21T06:00:00Z" }, "AKIAEXAMPLEKEY000040") }])).ShouldBeApproved("in-use-after-all");

    [Fact]
    public void One_owner_s() => Mail(ReportKinds.All["one owner's"]).ShouldBeApproved("owner");

    [Fact]
    public void A_quiet_day_with_a_hundred_keys_in_grace() => Mail(AReport.Of(
        AReport.Live, [.. Enumerable.Range(100, 100).Select(number => AReport.Key(number, $"old-{number}").Inactive().InactiveSinceDaysAgo(5 + (number % 10)).UsedDaysAgo(60))])).ShouldBeApproved("quiet-in-grace");

    [Fact]
    public void Users_that_a_tool_made_and_keys_that_send_mail() => Mail(AReport.Of(AReport.Live, OfTools)).ShouldBeApproved("tools");

    [Fact]
    public void Users_that_a_tool_made_and_keys_that_send_mail_in_a_dry_run() => Mail(AReport.Of(AReport.DryRun, OfTools)).ShouldBeApproved("tools-dry-run");

    [Fact]
    public void Everything_in_use() => Mail(AReport.Of(AReport.Live, [AReport.Key(5, "svc-api").UsedDaysAgo(0)])).ShouldBeApproved("quiet");

    [Fact]
    public void A_root_key_and_every_user_read() =>
        Mail(AReport.Of(AReport.Live, [AReport.Key(2, "julia", "/people/").UsedDaysAgo(45)], listing: new() { RootAccessKeys = 2, WhyWalked = new("INVENTORY=walk") })).ShouldBeApproved("root-and-walk");

    [Fact]
    public void A_message_too_long_is_cut_in_its_list_and_keeps_the_commands()
    {
        var report = AReport.Of(
            AReport.Live with { OwnerTag = "owner" },
            [.. AReport.EveryKind, .. Enumerable.Range(100, 500).Select(number => AReport.Key(number, $"old-service-{number}").Inactive().InactiveSinceDaysAgo(5).UsedDaysAgo(60))]);

        Message.Fit(TextReport.Lines(report), 5000, TextReport.Ending(report).Count + 1, TextReport.Last(report).Count + 1).ShouldBeApproved("cut");
    }

    [Fact]
    public void A_line_about_a_key_is_no_wider_than_a_phone()
    {
        foreach (var settings in new[] { AReport.Live, AReport.DryRun, Small })
        {
            var lines = Sections.Of(AReport.Of(settings with { OwnerTag = "owner" }, [.. AReport.EveryKind, .. OfTools])).SelectMany(section => section.Lines);
            var ofKeys = lines.Where(line => line.StartsWith(' ') || line.StartsWith("user ", StringComparison.Ordinal)).ToList();

            ofKeys.Count.ShouldBeGreaterThan(60);
            ofKeys.ShouldAllBe(line => line.Length <= 52 || line.Contains("(tag aws:cloudformation:", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Of_two_keys_of_one_user_the_user_is_exempted_by_one_command()
    {
        var report = AReport.Of(AReport.Live, [AReport.Key(1, "julia"), AReport.Key(2, "julia")]);

        TextReport.Lines(report).Count(line => line == "aws iam tag-user --user-name julia --tags 'Key=keyreaper:exempt,Value=2027-02-20 REASON'").ShouldBe(1);
        TextReport.Lines(report).Count(line => line.StartsWith("aws iam update-access-key --user-name julia --access-key-id ", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public void A_tripped_brake() => Mail(AReport.Of(Small, AReport.EveryKind, step => step.Verdict.Act is Act.Deactivate or Act.Delete ? new(step, Result.Withheld, "the brake stopped it") : new(step, Result.Done))).ShouldBeApproved("brake");

    [Fact]
    public void A_dry_run_that_would_trip_the_brake() => Mail(AReport.Of(Small with { DryRun = true }, AReport.EveryKind)).ShouldBeApproved("dry-run-brake");

    [Fact]
    public void A_brake_that_trips_in_another_account_names_all_that_its_limit_comes_from()
    {
        var settings = AReport.Live with { Policy = AReport.Live.Policy with { MaxDeactivations = 2, MaxDeletions = 0 } };
        var report = AReport.OfMany(AReport.Of(settings, AReport.EveryKind, step => step.Verdict.Act is Act.Deactivate or Act.Delete ? new(step, Result.Withheld, "the brake stopped it") : new(step, Result.Done)));

        Attention.Sentences(report).ShouldHaveSingleItem().ShouldBe(
            "The brake stopped deactivations and deletions before the first one: 3 would be deactivated and the limit is 2, and 1 would be deleted and the limit is 0. Read the list as a plan; "
            + "if it is right, raise the lowest of MaxDeactivations in the stack that sends this report (hub.yaml) and the tags keyreaper:max-deactivations on the account and the OUs above it, "
            + "and the lowest of MaxDeletions in the stack that sends this report (hub.yaml) and the tags keyreaper:max-deletions on the account and the OUs above it "
            + "(in the stack with the command in its output GoLive, and that parameter in place of DryRun=false).");
    }

    [Fact]
    public void What_is_not_about_access_keys() => Mail(ReportKinds.All["beside keys"]).ShouldBeApproved("beside-keys");

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

        Mail(report with { Settings = report.Settings with { OwnerTag = "owner" } }).ShouldBeApproved("trouble");
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
