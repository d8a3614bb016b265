using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Rules;

/// <summary>The rows of the decision table, in README's order, and their limits.</summary>
public class DecisionTableTests
{
    private static Verdict Decide(AccessKey key, Policy? policy = null) => Judge.Decide(key, policy ?? A.Policy, A.Now);

    [Fact]
    public void A_key_with_an_unreadable_fact_is_kept_however_old_it_is() =>
        Decide(A.Key with { Unreadable = new("iam:GetAccessKeyLastUsed: AccessDenied") }).ShouldBe(Verdict.Keep(Reason.Unknown));

    [Fact]
    public void An_unreadable_inactive_key_whose_grace_is_over_is_kept() =>
        Decide(A.Key.Inactive().InactiveSinceDaysAgo(99) with { Unreadable = new("iam:GetUser: Throttling") }).ShouldBe(Verdict.Keep(Reason.Unknown));

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

    [Theory]
    [InlineData(60)]
    [InlineData(50)]
    [InlineData(31)] // it may have been off and on again since
    [InlineData(1)]
    public void Whenever_it_was_used(double daysAgo) => Decide(A.Key.InactiveSinceDaysAgo(50).UsedDaysAgo(daysAgo)).ShouldBe(Verdict.RecordReactivation());

    [Fact]
    public void And_though_its_last_use_could_not_be_read() => Decide(A.Key.InactiveSinceDaysAgo(50) with { LastUse = LastUse.NotLookedUp }).ShouldBe(Verdict.RecordReactivation());

    [Fact]
    public void A_key_whose_user_has_no_room_for_a_tag_is_left_as_it_is()
    {
        Decide(A.Key.WithoutRoom()).ShouldBe(Verdict.Keep(Reason.NoRoom));
        Decide(A.Key.Inactive().WithoutRoom()).ShouldBe(Verdict.Keep(Reason.NoRoom));
        Decide(A.Key.UsedDaysAgo(1).WithoutRoom()).ShouldBe(Verdict.Keep(Reason.InUse));
    }

    [Fact]
    public void A_tag_that_is_there_can_be_written_over_whatever_else_the_user_has()
    {
        Decide(A.Key.WithoutRoom().ReactivatedDaysAgo(31)).ShouldBe(Verdict.DeactivateNeverUsed());
        Decide(A.Key.Inactive().WithoutRoom() with { ClockTag = new("see the wiki", null) }).ShouldBe(Verdict.StartGrace());
        Decide(A.Key.Inactive().WithoutRoom().InactiveSinceDaysAgo(31)).ShouldBe(Verdict.Delete());
    }

    [Fact]
    public void A_user_has_room_for_a_fiftieth_tag()
    {
        var key = A.Key.WithoutRoom();
        Decide(key with { User = key.User with { Tags = key.User.Tags.Skip(1).ToDictionary() } }).ShouldBe(Verdict.DeactivateNeverUsed());
    }

    [Theory]
    [InlineData(60 - (1.0 / 24))] // an hour after
    [InlineData(61)]
    [InlineData(90 - (1.0 / 86400))] // a second less than the period before
    public void A_key_that_KeyReaper_deactivated_and_that_was_in_use_after_all_is_never_deleted(double used) =>
        Decide(A.Key.DeactivatedDaysAgo(60).UsedDaysAgo(used)).ShouldBe(Verdict.Keep(Reason.InUseAfterAll));

    [Theory]
    [InlineData(90)]
    [InlineData(200)]
    public void A_key_that_KeyReaper_deactivated_by_a_use_that_was_long_enough_ago_is_deleted(double used) =>
        Decide(A.Key.DeactivatedDaysAgo(60).UsedDaysAgo(used)).ShouldBe(Verdict.Delete());

    [Fact]
    public void What_counts_is_the_period_by_which_it_was_deactivated()
    {
        Decide(A.Key.DeactivatedDaysAgo(60, after: 45).UsedDaysAgo(100)).ShouldBe(Verdict.Keep(Reason.InUseAfterAll));
        Decide(A.Key.DeactivatedDaysAgo(60, after: 45).UsedDaysAgo(105), A.Policy with { UnusedPeriod = TimeSpan.FromDays(90) }).ShouldBe(Verdict.Delete());
    }

    [Fact]
    public void A_key_that_somebody_else_turned_off_may_have_been_used_right_before() =>
        Decide(A.Key.Inactive().InactiveSinceDaysAgo(60).UsedDaysAgo(60.1)).ShouldBe(Verdict.Delete());

    [Fact]
    public void A_key_that_was_deactivated_and_used_later_than_an_hour_after_was_turned_on_by_somebody_and_off_again() =>
        Decide(A.Key.DeactivatedDaysAgo(60).UsedDaysAgo(60 - (1.01 / 24))).ShouldBe(Verdict.StartGrace());

    [Fact]
    public void A_key_last_seen_inactive_longer_ago_than_the_longest_pause_starts_its_grace_period_anew()
    {
        Decide(A.Key.Inactive().InactiveSinceDaysAgo(60, seen: 8)).ShouldBe(Verdict.Delete());
        Decide(A.Key.Inactive().InactiveSinceDaysAgo(60, seen: 8 + (1.0 / 86400))).ShouldBe(Verdict.StartGraceAnew());
        Decide(A.Key.Inactive().InactiveSinceDaysAgo(10, seen: 9)).ShouldBe(Verdict.StartGraceAnew());
        Decide(A.Key.DeactivatedDaysAgo(60, seen: 9)).ShouldBe(Verdict.StartGraceAnew());
    }

    [Theory]
    [InlineData(8, 30, 8)]
    [InlineData(31, 30, 15)] // at most half the grace period
    [InlineData(8, 7, 3.5)]
    [InlineData(1, 30, 2)] // at least two days
    [InlineData(8, 1, 2)]
    public void Of_the_longest_pause_counts_at_most_half_the_grace_period_and_at_least_two_days(int pause, int grace, double counts) =>
        (A.Policy with { LongestPause = TimeSpan.FromDays(pause), GracePeriod = TimeSpan.FromDays(grace) }).CountedPause.TotalDays.ShouldBe(counts);

    [Fact]
    public void An_inactive_key_is_recorded_as_still_inactive_after_three_tenths_of_the_longest_pause()
    {
        Due(A.Key.Inactive().InactiveSinceDaysAgo(20, seen: 2.4)).ShouldBeFalse();
        Due(A.Key.Inactive().InactiveSinceDaysAgo(20, seen: 2.41)).ShouldBeTrue();
        Due(A.Key.Inactive().InactiveSinceDaysAgo(40, seen: 2.41)).ShouldBeTrue("should the deletion not happen");
        Due(A.Key.Inactive().InactiveSinceDaysAgo(20, seen: 9)).ShouldBeFalse("the grace period begins anew");
        Due(A.Key.Inactive()).ShouldBeFalse();
        Due(A.Key.UsedDaysAgo(1)).ShouldBeFalse();
        Due(A.Key.InactiveSinceDaysAgo(20, seen: 3)).ShouldBeFalse("it is active");
        Due(A.Key.DeactivatedDaysAgo(20, seen: 3).UsedDaysAgo(30)).ShouldBeFalse("it is never deleted");
        Due(A.Key.Inactive().InactiveSinceDaysAgo(20, seen: 3) with { LastUse = LastUse.NotLookedUp }).ShouldBeFalse("its last use could not be read");
        Due(A.Key.Inactive().InactiveSinceDaysAgo(20, seen: 3), A.Policy with { DeleteKeys = false }).ShouldBeFalse("nothing is deleted");

        static bool Due(AccessKey key, Policy? policy = null) => Judge.WatchIsDue(new(key, Decide(key, policy)), policy ?? A.Policy, A.Now);
    }

    [Fact]
    public void A_grace_period_that_begins_anew_still_checks_for_use_as_far_back_as_the_deactivation_did()
    {
        var key = A.Key.DeactivatedDaysAgo(20, seen: 9);
        Clock.For(new(key, Decide(key)), A.Policy, A.Now, A.Now).ShouldBe(new Clock(ClockState.Inactive, A.Now, A.Now, TimeSpan.FromDays(50), 0));
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
        Decide(A.Key.Inactive().InactiveSinceDaysAgo(-16.0 / 1440)).ShouldBe(Verdict.Keep(Reason.InGrace), "another pass may have begun later");
        Decide(A.Key.Inactive().InactiveSinceDaysAgo(-16.1 / 1440)).ShouldBe(Verdict.StartGrace());
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
    public void With_deletion_off_an_inactive_key_is_kept_once_it_is_on_record()
    {
        var deletionOff = A.Policy with { DeleteKeys = false };
        Decide(A.Key.Inactive(), deletionOff).ShouldBe(Verdict.StartGrace());
        foreach (var (days, seen) in new[] { (3, 1), (300, 1), (300, 99) }) Decide(A.Key.Inactive().InactiveSinceDaysAgo(days, seen: seen), deletionOff).ShouldBe(Verdict.Keep(Reason.DeletionOff));
    }

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
