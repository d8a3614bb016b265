using KeyReaper.Asked;
using KeyReaper.Organization;
using KeyReaper.Pass;
using KeyReaper.Tests.Given;
using static KeyReaper.Tests.Organization.ARun;

namespace KeyReaper.Tests.Organization;

/// <summary>The organization's e-mails as they are read, each approved as a whole.</summary>
public class OrganizationTextTests
{
    [Theory]
    [InlineData("live")]
    [InlineData("dry run")]
    [InlineData("quiet")]
    [InlineData("no accounts could be listed")]
    [InlineData("results lost")]
    [InlineData("stopped by the brake")]
    [InlineData("dry run above the brake")]
    [InlineData("too much ahead")]
    public void A_mail(string kind) => Mail(Kinds[kind]).ShouldBeApproved($"organization-{kind.Replace(' ', '-')}");

    [Fact]
    public void A_mail_about_500_accounts() => Mail(Report(Of(
        [.. Enumerable.Range(1, 500).Select(number => number <= 15 ? Like(EveryStanding[number % EveryStanding.Count], number, $"team-{number}") : Done(number, $"team-{number}", PassOf(number) with { Keys = number % 7, InUse = number % 7, Users = 9 })),]))).ShouldBeApproved("organization-500");

    [Theory]
    [InlineData("arn:aws:states:eu-west-1:111122223333:execution:hub:a", "https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/v2/executions/details/arn:aws:states:eu-west-1:111122223333:execution:hub:a")]
    [InlineData("arn:aws-us-gov:states:us-gov-west-1:111122223333:execution:hub:a", "https://us-gov-west-1.console.amazonaws-us-gov.com/states/")]
    [InlineData("arn:aws-cn:states:cn-north-1:111122223333:execution:hub:a", "https://cn-north-1.console.amazonaws.cn/states/")]
    [InlineData("arn:aws-eusc:states:eusc-de-east-1:111122223333:execution:hub:a", null)]
    [InlineData("tuesday", null)]
    public void The_run_is_linked_where_its_console_is_known(string execution, string? link)
    {
        var run = Of(EveryStanding);
        var mail = Mail(Report(run with { Details = run.Details with { Execution = execution } }));

        if (link is null) mail.ShouldNotContain("https://");
        else mail.ShouldContain($"The run: {link}");
    }

    [Theory]
    [InlineData(3, "unreachable", "failed", "attention", "changed", "quiet")]
    [InlineData(4, "failed", "off", "quiet", "changed")]
    [InlineData(3, "off", "quiet", "due")]
    [InlineData(2, "off", "quiet")]
    [InlineData(2, "off", "failed")]
    public void The_log_is_looked_into_for_an_account_that_has_a_report(int number, params string[] standings)
    {
        var mail = Mail(Report(Of([.. standings.Select((standing, index) => standing is "unreachable" or "failed" or "off" ? NotDone(index + 1, standing, "") : Done(index + 1, null, PassOf(index + 1) with { Outcome = standing }))])));

        mail.ShouldContain($"--filter-pattern '\"{Id(number)}\"' ");
    }

    [Fact]
    public void Without_results_there_is_the_log_to_look_into_once_accounts_were_gone_through()
    {
        var lost = Kinds["results lost"].Run;
        var mail = Mail(Report(lost with { Details = lost.Details with { Prefix = "" } }));

        mail.ShouldContain("aws logs filter-log-events");
        mail.ShouldNotContain("aws s3");
        Mail(Kinds["no accounts could be listed"]).ShouldNotContain("aws logs");
    }

    [Fact]
    public void Accounts_without_room_for_a_line_are_counted()
    {
        var mail = Mail(Kinds["10,000 accounts"]);

        mail.ShouldContain("UNREACHABLE (1538)\n");
        mail.ShouldContain("1538 of them are quiet: nothing was done there, is due, or failed.\n");
        mail.ShouldMatch("\nDUE \\([0-9]+\\)\n.*\n\nand [0-9]+ more: see DETAILS\n");
        mail.ShouldContain("10000 accounts in the organization, 10000 active, 10000 to go through, 10000 with a result.");
    }

    [Theory]
    [InlineData(1, 0, "Nothing is known about 1 account. What was done in accounts without an answer, if anything, is in their own reports and the log.")]
    [InlineData(-1, 0, "1 more account has a result than was asked for.")]
    [InlineData(0, 1, "1 account to include is not active or not in this organization.")]
    [InlineData(0, 2, "2 accounts to include are not active or not in this organization.")]
    public void What_a_run_did_not_cover_is_in_the_first_sentences_and_makes_it_fall_short(int missing, int notFound, string sentence)
    {
        var quiet = Kinds["quiet"].Run;
        var report = Report(quiet with { Asked = quiet.Asked + missing, NotFound = [.. Enumerable.Range(1, notFound).Select(Id)] });

        OrganizationText.Sentence(report).ShouldBe($"KeyReaper left all 4 access keys in 2 accounts as they are. {sentence}");
        report.Upshot.ShouldBe(Upshot.Attention);
        OrganizationMessage.Subject(report).ShouldBe("[KeyReaper LIVE] o-a1b2c3d4e5: not every account was covered");
    }

    [Fact]
    public void Accounts_that_rehearse_are_told_apart_from_those_that_do_not() =>
        OrganizationText.Sentence(Report(Of([Done(1, "a", PassOf(1) with { Keys = 3, Deactivated = 1 }), Done(2, "b", PassOf(2) with { Mode = "DRY RUN", Keys = 5, Deleted = 2 })])))
            .ShouldBe("KeyReaper deactivated 1 of 3 access keys in 1 account. In dry runs it would delete 2 of 5 access keys in 1 account.");

    [Theory]
    [InlineData("LIVE", "LIVE", "CHANGED (2)")]
    [InlineData("LIVE", "DRY RUN", "CHANGED, OR WOULD (2)")]
    [InlineData("DRY RUN", "DRY RUN", "WOULD CHANGE (2)")]
    public void What_was_changed_and_what_would_be_is_under_a_heading_that_is_true_of_both(string one, string other, string heading) =>
        Mail(Report(Of([Done(1, "a", PassOf(1) with { Mode = one, Outcome = "changed" }), Done(2, "b", PassOf(2) with { Mode = other, Outcome = "changed" })]))).ShouldContain($"\n{heading}\n");

    [Fact]
    public void A_run_that_found_none_of_its_accounts_names_them_and_no_others()
    {
        var mail = Mail(Report(Of([]) with { Trouble = "Of 3 accounts 3 are active.", Listed = 3, Active = 3, Excluded = [Id(1)], NotFound = [Id(7)] }));

        mail.ShouldContain("NOT COVERED\n1 to include, not active or not in this organization: 444400000007\n\n");
        mail.ShouldNotContain("TOTALS");
    }

    [Fact]
    public void Where_all_accounts_rehearse_or_are_off_a_live_run_does_not_say_that_there_are_no_keys()
    {
        Subject(Done(1, "a", PassOf(1) with { Mode = "DRY RUN", Outcome = "changed", Keys = 5, Deleted = 2 })).ShouldBe("[KeyReaper LIVE] o-a1b2c3d4e5: would delete 2 of 5 access keys");
        Subject(NotDone(1, "off", "")).ShouldBe("[KeyReaper LIVE] o-a1b2c3d4e5: nothing was done");

        static string Subject(AccountResult result) => OrganizationMessage.Subject(Report(Of([result])));
    }

    public static TheoryData<string, int, string> Silent => new()
    {
        { "failed", 0, "1 account needs attention: 1 failed. " },
        { "lost", 1, "Nothing is known about 1 account. " },
        { "undigested", 0, "" },
    };

    [Theory, MemberData(nameof(Silent))]
    public void Where_a_live_pass_gave_no_answer_it_is_not_said_that_nothing_was_done(string what, int missing, string concern)
    {
        const string Unknown = "What was done in accounts without an answer, if anything, is in their own reports and the log.";
        var rehearsed = Done(1, "a", PassOf(1) with { Mode = "DRY RUN", Outcome = "changed", Keys = 5, Deleted = 2 });

        Sentence(rehearsed, ARun.Hub).ShouldBe($"In dry runs KeyReaper would delete 2 of 5 access keys in 1 account. {concern}{Unknown}");
        Sentence(NotDone(1, "off", ""), ARun.Hub).ShouldBe($"{concern}{Unknown}");
        Sentence(rehearsed, ARun.Hub with { DryRun = true }).ShouldBe($"Dry run, nothing was changed: KeyReaper would delete 2 of 5 access keys in 1 account. {concern}".TrimEnd());

        string Sentence(AccountResult answered, Settings settings)
        {
            var run = Of(what == "failed" ? [answered, NotDone(2, "failed", "States.Timeout")] : [answered]);
            var report = Report(run with { Asked = run.Asked + missing, Digests = [.. run.Digests, .. what == "undigested" ? [new Digest(Undigested: [Id(2)])] : Array.Empty<Digest>()] }, settings);
            report.Upshot.ShouldBe(Upshot.Attention);
            return OrganizationText.Sentence(report);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_run_whose_passes_acted_was_live_whatever_the_function_that_reports_is_told(bool asked)
    {
        var report = Report(Kinds["live"].Run with { DryRun = asked }, ARun.Hub with { DryRun = true });

        Mail(report).ShouldBe(Mail(Kinds["live"]));
        OrganizationMessage.Of(report, OrganizationText.Lines(report)).ShouldBeEquivalentTo(OrganizationMessage.Of(Kinds["live"], OrganizationText.Lines(Kinds["live"])));
    }

    private static string Mail(OrganizationReport report) => $"Subject: {OrganizationMessage.Subject(report)}\n\n{string.Join('\n', OrganizationText.Lines(report))}";
}
