using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Rules;

/// <summary>The rows of the decision table, in the README's order, and their borders.</summary>
public class DecisionTableTests
{
    private static Verdict Decide(AccessKey key, Policy? policy = null) => Judge.Decide(key, policy ?? A.Policy, A.Now);

    [Fact]
    public void A_key_with_an_unreadable_fact_is_kept_however_old_it_is() =>
        Decide(A.Key with { Unreadable = new("iam:GetAccessKeyLastUsed: AccessDenied") }).ShouldBe(Verdict.Keep(Reason.Unknown));

    [Fact]
    public void An_unreadable_inactive_key_whose_grace_is_over_is_kept() =>
        Decide(A.Key.Inactive().InactiveSinceDaysAgo(99) with { Unreadable = new("iam:ListUserTags: Throttling") }).ShouldBe(Verdict.Keep(Reason.Unknown));

    [Fact]
    public void A_key_of_an_exempt_user_is_kept_whatever_its_state()
    {
        foreach (var key in new[] { A.Key, A.Key.Inactive(), A.Key.Inactive().InactiveSinceDaysAgo(99), A.Key.InactiveSinceDaysAgo(5) })
            Decide(key.Tagged("keyreaper:exempt", "true")).ShouldBe(Verdict.Keep(Reason.Exempt));
    }

    [Fact]
    public void An_active_key_deactivated_less_than_an_hour_ago_is_settling() =>
        Decide(A.Key.InactiveSinceDaysAgo(59.0 / 60 / 24)).ShouldBe(Verdict.Keep(Reason.Settling));

    [Fact]
    public void An_active_key_deactivated_an_hour_ago_was_turned_back_on_by_someone() =>
        Decide(A.Key.InactiveSinceDaysAgo(1.0 / 24)).ShouldBe(Verdict.RecordReactivation());

    [Fact]
    public void A_key_turned_back_on_and_used_since_is_judged_by_that_use()
    {
        Decide(A.Key.InactiveSinceDaysAgo(50).UsedDaysAgo(10)).ShouldBe(Verdict.Keep(Reason.InUse));
        Decide(A.Key.InactiveSinceDaysAgo(50).UsedDaysAgo(31)).ShouldBe(Verdict.DeactivateUnused());
    }

    [Fact]
    public void A_key_turned_back_on_gets_a_full_new_period()
    {
        Decide(A.Key.ReactivatedDaysAgo(22)).ShouldBe(Verdict.Keep(Reason.InUse));
        Decide(A.Key.ReactivatedDaysAgo(29.9)).ShouldBe(Verdict.Keep(Reason.DueSoon));
        Decide(A.Key.ReactivatedDaysAgo(30)).ShouldBe(Verdict.DeactivateNeverUsed());
    }

    [Theory]
    [InlineData(0, nameof(Reason.InUse))]
    [InlineData(22.99, nameof(Reason.InUse))]
    [InlineData(23, nameof(Reason.DueSoon))]
    [InlineData(29 + (22.0 / 24), nameof(Reason.DueSoon))]
    public void A_key_used_within_the_unused_period_is_in_use_and_due_soon_within_the_warning_period(double daysAgo, string reason) =>
        Decide(A.Key.UsedDaysAgo(daysAgo)).ShouldBe(Verdict.Keep(Enum.Parse<Reason>(reason)));

    [Fact]
    public void Without_a_warning_period_a_key_is_never_due_soon() =>
        Decide(A.Key.UsedDaysAgo(29.99), A.Policy with { WarningPeriod = TimeSpan.Zero }).ShouldBe(Verdict.Keep(Reason.InUse));

    [Theory]
    [InlineData(30)]
    [InlineData(30 + (1.0 / 24))]
    [InlineData(4000)]
    public void A_key_idle_for_the_unused_period_is_deactivated(double daysAgo) =>
        Decide(A.Key.CreatedDaysAgo(5000).UsedDaysAgo(daysAgo)).ShouldBe(Verdict.DeactivateUnused());

    [Fact]
    public void A_never_used_key_counts_from_its_creation()
    {
        Decide(A.Key.CreatedDaysAgo(0)).ShouldBe(Verdict.Keep(Reason.InUse));
        Decide(A.Key.CreatedDaysAgo(29.99)).ShouldBe(Verdict.Keep(Reason.DueSoon));
        Decide(A.Key.CreatedDaysAgo(30)).ShouldBe(Verdict.DeactivateNeverUsed());
    }

    [Fact]
    public void An_old_key_used_today_is_in_use() => Decide(A.Key.CreatedDaysAgo(5000).UsedDaysAgo(0)).ShouldBe(Verdict.Keep(Reason.InUse));

    [Fact]
    public void An_inactive_key_without_a_clock_is_given_one_not_deleted() => Decide(A.Key.Inactive()).ShouldBe(Verdict.StartGrace());

    [Fact]
    public void An_inactive_key_last_known_as_turned_back_on_starts_a_new_grace_period() =>
        Decide(A.Key.Inactive().ReactivatedDaysAgo(300)).ShouldBe(Verdict.StartGrace());

    [Fact]
    public void An_inactive_key_used_after_its_clock_started_starts_a_new_grace_period() =>
        Decide(A.Key.Inactive().InactiveSinceDaysAgo(60).UsedDaysAgo(59)).ShouldBe(Verdict.StartGrace());

    [Theory]
    [InlineData("yesterday")]
    [InlineData("")]
    public void An_inactive_key_whose_tag_cannot_be_parsed_starts_a_new_grace_period(string value) =>
        Decide(A.Key.Inactive() with { ClockTag = new(value, null) }).ShouldBe(Verdict.StartGrace());

    [Fact]
    public void A_clock_in_the_future_or_older_than_the_key_counts_as_none()
    {
        Decide(A.Key.Inactive().InactiveSinceDaysAgo(-1)).ShouldBe(Verdict.StartGrace());
        Decide(A.Key.Inactive().CreatedDaysAgo(40).InactiveSinceDaysAgo(41)).ShouldBe(Verdict.StartGrace());
        Decide(A.Key.CreatedDaysAgo(40).ReactivatedDaysAgo(-1)).ShouldBe(Verdict.DeactivateNeverUsed());
    }

    [Fact]
    public void An_inactive_key_is_in_grace_until_the_grace_period_is_over_to_the_second()
    {
        Decide(A.Key.Inactive().InactiveSinceDaysAgo(30 - (1.0 / 86400))).ShouldBe(Verdict.Keep(Reason.InGrace));
        Decide(A.Key.Inactive().InactiveSinceDaysAgo(30)).ShouldBe(Verdict.Delete());
    }

    [Fact]
    public void With_deletion_off_a_key_whose_grace_is_over_is_kept() =>
        Decide(A.Key.Inactive().InactiveSinceDaysAgo(300), A.Policy with { DeleteKeys = false }).ShouldBe(Verdict.Keep(Reason.DeletionOff));

    [Fact]
    public void A_tag_that_has_outlived_its_key_is_removed() =>
        Decide(A.Key with { Status = KeyStatus.Deleted, CreateDate = default }).ShouldBe(Verdict.RemoveTag());

    [Fact]
    public void A_status_this_version_does_not_know_is_kept()
    {
        Decide(A.Key with { Status = KeyStatus.Other }).ShouldBe(Verdict.Keep(Reason.UnknownStatus));
        Decide(A.Key.InactiveSinceDaysAgo(99) with { Status = KeyStatus.Other }).ShouldBe(Verdict.Keep(Reason.UnknownStatus));
    }

    [Fact]
    public void The_verdict_nobody_gave_is_to_keep_the_key() => default(Verdict).Act.ShouldBe(Act.Keep);
}
