using KeyReaper.Reporting;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Reporting;

public class CausesTests
{
    private const int Many = 289;

    [Fact]
    public void One_denied_permission_is_told_once_with_how_many_it_concerns_and_the_first_few()
    {
        var report = AReport.Of(AReport.Live, Keys(Many, number => new($"iam:GetAccessKeyLastUsed: AccessDenied: not authorized on user-{number:000}", "iam:GetAccessKeyLastUsed")));

        Attention.Sentences(report).ShouldHaveSingleItem().ShouldBe(
            "289 access keys of 289 users were kept, since not everything about them could be read: iam:GetAccessKeyLastUsed: AccessDenied: not authorized on user-000. Among them AKIAEXAMPLEKEY000000 of user user-000; "
            + "AKIAEXAMPLEKEY000001 of user user-001; AKIAEXAMPLEKEY000002 of user user-002; AKIAEXAMPLEKEY000003 of user user-003; AKIAEXAMPLEKEY000004 of user user-004, and 284 more.");
        Attention.Of(report).WithHeading().ShouldBe(
            ["NEEDS ATTENTION (1)", "- " + Attention.Sentences(report).Single(), "  To fix it, add to the role:", """{"Effect": "Allow", "Action": ["iam:GetAccessKeyLastUsed"], "Resource": "arn:aws:iam::111122223333:user/*"}""", ""]);
        report.Failures.ShouldBe(Many, "each of them is one");
    }

    [Fact]
    public void Another_error_or_another_action_is_another_cause()
    {
        string[] texts = ["iam:GetUser: AccessDenied: no", "iam:GetUser: Throttling: Rate exceeded", "iam:GetAccessKeyLastUsed: AccessDenied: no"];

        Attention.Sentences(AReport.Of(AReport.Live, Keys(6, number => new(texts[number % 3])))).Count().ShouldBe(3);
    }

    [Fact]
    public void Acts_that_failed_are_told_by_act_and_error()
    {
        AccessKey[] keys = [.. Enumerable.Range(0, 4).Select(number => AReport.Key(number, $"user-{number}")), .. Enumerable.Range(4, 3).Select(number => AReport.Key(number, $"user-{number}").Inactive().InactiveSinceDaysAgo(31))];

        Attention.Sentences(AReport.Of(AReport.Live, keys, step => new(step, Result.Failed, $"iam:{step.Verdict.Act}: AccessDenied: not {step.Key.User.Name}"))).Select(sentence => sentence.Split(": ")[0])
            .ShouldBe(["Failed to deactivate 4 access keys of 4 users", "Failed to delete 3 access keys of 3 users"]);
    }

    [Fact]
    public void What_concerns_one_key_alone_is_told_with_all_about_it()
    {
        var one = AReport.Of(AReport.Live, Keys(1, _ => new("iam:GetUser: AccessDenied: no")));

        Attention.Sentences(one).ShouldHaveSingleItem().ShouldStartWith("Access key AKIAEXAMPLEKEY000000 of user user-000 was kept");
        Attention.Of(one).WithHeading().ShouldContain("  400 days old");
    }

    [Fact]
    public void Users_without_a_list_tags_without_form_and_full_users_are_told_once_each()
    {
        AccessKey[] keys =
        [
            .. Enumerable.Range(0, 3).Select(number => AReport.Key(number, $"full-{number}").WithoutRoom() with { User = A.Key.WithoutRoom().User with { Name = $"full-{number}" } }),
            .. Enumerable.Range(3, 3).Select(number => AReport.Key(number, $"odd-{number}").UsedDaysAgo(1) with { ClockTag = new("see the wiki", null) }),
            .. Enumerable.Range(6, 3).Select(number => AReport.Key(number, $"new-{number}") with { Status = KeyStatus.Other }),
        ];
        var report = AReport.Of(AReport.Live, keys, listing: new() { UnlistedUsers = [.. Enumerable.Range(0, 3).Select(number => new UnlistedUser(A.User with { Name = $"user-{number}" }, new("iam:ListAccessKeys: AccessDenied: no")))] });

        Attention.Sentences(report).Count().ShouldBe(2);
        Notices.Sentences(report).Count().ShouldBe(2);
    }

    private static IEnumerable<AccessKey> Keys(int count, Func<int, Trouble> trouble) =>
        Enumerable.Range(0, count).Select(number => AReport.Key(number, $"user-{number:000}") with { Unreadable = trouble(number), LastUse = LastUse.NotLookedUp });
}
