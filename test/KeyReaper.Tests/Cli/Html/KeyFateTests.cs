using KeyReaper.Cli.Html;
using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Html;

public class KeyFateTests
{
    [Fact]
    public void Every_kind_of_key_is_told_in_words() => Verdicts(AReport.Of(AReport.Live, AReport.EveryKind)).ShouldBe(
    [
        "pete: Deleted. Inactive since 2026-10-22; the grace period of 30 days is over.",
        "ci-jenkins: Deactivated. Idle for 380 days; the limit is 30 days.",
        "kofi: Deactivated. Never used, idle for 120 days; the limit is 30 days.",
        "julia: Deactivated. Idle for 45 days; the limit is 30 days.",
        "svc-quarterly: Due soon. Idle for 26 days; the limit is 30 days.",
        "marco: Grace started. Inactive, and no usable record says since when: its grace period starts with this pass.",
        "svc-migration: Reactivated. Someone turned it back on: it has 30 days more in which to be used.",
        "terraform: Reactivated. Someone turned it back on: it has 30 days more in which to be used. Turned back on 3 times so far: a sign of a tool, such as Terraform or a scheduled job. Look for it.",
        "quinn: Settling. Deactivated less than an hour ago and still shown as active: IAM is eventually consistent.",
        "olga: In grace. Inactive since 2026-10-28; the grace period is 30 days.",
        "noor: In grace. Inactive since 2026-11-12; the grace period is 30 days.",
        "svc-api: In use. Idle for 0 days; the limit is 30 days.",
    ]);

    [Fact]
    public void The_longest_idle_come_first_within_a_verdict_and_those_of_whom_nobody_knows_last()
    {
        AccessKey[] keys =
        [
            AReport.Key(1, "ana").CreatedDaysAgo(20) with { LastUse = LastUse.NotLookedUp },
            AReport.Key(2, "ben").UsedDaysAgo(3), AReport.Key(3, "chloe").UsedDaysAgo(9),
            AReport.Key(4, "dev").UsedDaysAgo(31), AReport.Key(5, "elif").UsedDaysAgo(300),
        ];

        KeyRow.Of(AReport.Of(AReport.Live, keys)).Select(row => row.Key.User.Name).ShouldBe(["elif", "dev", "chloe", "ben", "ana"]);
    }

    [Theory]
    [InlineData(nameof(Result.Rehearsed), "Would be deactivated")]
    [InlineData(nameof(Result.Done), "Deactivated")]
    [InlineData(nameof(Result.DoneUnrecorded), "Deactivated, not recorded")]
    [InlineData(nameof(Result.Withheld), "Deactivation withheld")]
    [InlineData(nameof(Result.NotAttempted), "Deactivation not attempted")]
    [InlineData(nameof(Result.ChangedMeanwhile), "Deactivation skipped: the key changed meanwhile")]
    [InlineData(nameof(Result.GoneAlready), "Deactivation skipped: the key was gone already")]
    [InlineData(nameof(Result.Failed), "Deactivation failed")]
    public void Only_what_happened_is_said_to_have_happened(string result, string words)
    {
        var report = AReport.Of(AReport.Live, [A.Key], step => new(step, Enum.Parse<Result>(result), "so it was"));

        Verdicts(report).ShouldBe([$"alice: {words}. Never used, idle for 400 days; the limit is 30 days. so it was."]);
    }

    [Fact]
    public void A_deleted_key_has_no_commands_and_an_inactive_one_can_be_turned_back_on()
    {
        var page = AReport.Of(AReport.Live, AReport.EveryKind).Page();

        page.Row("AKIAEXAMPLEKEY000009").QuerySelector("details").ShouldBeNull();
        page.Row("AKIAEXAMPLEKEY000009").One(".status").TextContent.ShouldBe("Deleted");
        page.Row("AKIAEXAMPLEKEY000001").One(".status").TextContent.ShouldBe("Inactive");
        page.Row("AKIAEXAMPLEKEY000007").QuerySelectorAll("code").Select(code => code.TextContent).ShouldBe(
        [
            "AKIAEXAMPLEKEY000007",
            "aws iam update-access-key --user-name noor --access-key-id AKIAEXAMPLEKEY000007 --status Active",
            "aws iam tag-user --user-name noor --tags 'Key=keyreaper:exempt,Value=2027-02-20 REASON'",
            "aws iam tag-user --user-name noor --tags 'Key=keyreaper:exempt:AKIAEXAMPLEKEY000007,Value=2027-02-20 REASON'",
            "aws cloudtrail lookup-events --region eu-west-1 --lookup-attributes AttributeKey=AccessKeyId,AttributeValue=AKIAEXAMPLEKEY000007 --max-items 10 --query 'Events[].[CloudTrailEvent]' --output text",
        ]);
        page.Row("AKIAEXAMPLEKEY000005").QuerySelectorAll("details code").ShouldHaveSingleItem().TextContent.ShouldStartWith("aws iam tag-user");
    }

    private static IEnumerable<string> Verdicts(Report report) => KeyRow.Of(report).Select(row => $"{row.Key.User.Name}: {row.Fate.Word}. {row.Fate.Why}");
}
