using KeyReaper.Reporting;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Reporting;

public class SubjectTests
{
    [Fact]
    public void It_is_printable_ascii_of_at_most_99_characters_with_mode_and_account_first()
    {
        var report = AReport.Of(AReport.Live, AReport.EveryKind, step => new(step, Result.Failed)) with { AccountAlias = $"zürich-{new string('x', 80)}" };

        var subject = AccountSubject.Of(report);

        subject.ShouldStartWith("[KeyReaper LIVE] 111122223333 (z?rich-xxx");
        subject.Length.ShouldBe(99);
        subject.ShouldAllBe(character => character >= ' ' && character <= '~');
    }

    [Theory]
    [InlineData(63, "left all 12 access keys as they are")]
    [InlineData(63, "deactivated 3 and deleted 1 of 12 access keys")]
    public void A_long_alias_gives_way_to_the_result(int length, string result)
    {
        var alias = new string('x', length);
        var subject = AccountSubject.Of(AReport.Of(AReport.Live, result.StartsWith("left", StringComparison.Ordinal) ? AReport.EveryKind.Select(key => key.UsedDaysAgo(0) with { Status = KeyStatus.Active, ClockTag = null }) : AReport.EveryKind) with { AccountAlias = alias });

        subject.ShouldStartWith("[KeyReaper LIVE] 111122223333 (xxx");
        subject.ShouldEndWith($"...): {result}");
    }

    [Fact]
    public void It_counts_what_a_dry_run_would_do() =>
        AccountSubject.Of(AReport.Of(AReport.DryRun, AReport.EveryKind)).ShouldBe("[KeyReaper DRY RUN] 111122223333 (example-prod): would deactivate 3 and delete 1 of 12 access keys");
}
