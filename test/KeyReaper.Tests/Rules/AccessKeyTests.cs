using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Rules;

/// <summary>What follows from a key's dates and its record, to the second.</summary>
public class AccessKeyTests
{
    [Fact]
    public void A_key_used_or_made_while_the_pass_runs_is_idle_for_no_time()
    {
        A.Key.UsedDaysAgo(-0.01).IdleFor(A.Now).ShouldBe(TimeSpan.Zero);
        A.Key.CreatedDaysAgo(-0.01).IdleFor(A.Now).ShouldBe(TimeSpan.Zero);
        A.Key.UsedDaysAgo(0.5).IdleFor(A.Now).ShouldBe(TimeSpan.FromHours(12));
    }

    private static readonly AccessKey Inactive = A.Key.Inactive();

    [Fact]
    public void A_clock_of_the_second_the_key_was_made_counts() =>
        Inactive.CreatedDaysAgo(3).InactiveSinceDaysAgo(3).InactiveSince(A.Now).ShouldBe(A.DaysAgo(3));

    [Fact]
    public void A_clock_of_this_second_counts() => Inactive.InactiveSinceDaysAgo(0).InactiveSince(A.Now).ShouldBe(A.Now);

    [Fact]
    public void A_use_in_the_second_of_the_record_came_before_it() =>
        Inactive.InactiveSinceDaysAgo(3).UsedDaysAgo(3).WasUsedAfter(A.DaysAgo(3)).ShouldBeFalse();

    [Fact]
    public void A_reactivation_is_no_inactivity() => Inactive.ReactivatedDaysAgo(3).InactiveSince(A.Now).ShouldBeNull();

    [Fact]
    public void A_key_is_idle_since_the_latest_of_creation_use_and_reactivation()
    {
        A.Key.CreatedDaysAgo(9).IdleAt(A.Now).Since.ShouldBe(A.DaysAgo(9));
        A.Key.CreatedDaysAgo(9).UsedDaysAgo(5).IdleAt(A.Now).Since.ShouldBe(A.DaysAgo(5));
        A.Key.CreatedDaysAgo(5).UsedDaysAgo(9).IdleAt(A.Now).Since.ShouldBe(A.DaysAgo(5));
        A.Key.CreatedDaysAgo(9).UsedDaysAgo(5).ReactivatedDaysAgo(2).IdleAt(A.Now).Since.ShouldBe(A.DaysAgo(2));
        A.Key.CreatedDaysAgo(9).UsedDaysAgo(2).ReactivatedDaysAgo(5).IdleAt(A.Now).Since.ShouldBe(A.DaysAgo(2));
        A.Key.CreatedDaysAgo(9).InactiveSinceDaysAgo(2).IdleAt(A.Now).Since.ShouldBe(A.DaysAgo(9));
        A.Key.CreatedDaysAgo(9).IdleFor(A.Now).ShouldBe(TimeSpan.FromDays(9));
    }

    [Fact]
    public void An_idle_time_says_what_it_counts_from()
    {
        A.Key.CreatedDaysAgo(9).IdleAt(A.Now).From.ShouldBe(IdleFrom.Creation);
        A.Key.CreatedDaysAgo(9).UsedDaysAgo(9).IdleAt(A.Now).From.ShouldBe(IdleFrom.Creation, "used in the moment of its creation");
        A.Key.UsedDaysAgo(5).IdleAt(A.Now).From.ShouldBe(IdleFrom.LastUse);
        A.Key.UsedDaysAgo(5).ReactivatedDaysAgo(2).IdleAt(A.Now).From.ShouldBe(IdleFrom.Reactivation);
    }

    [Fact]
    public void If_the_last_use_was_not_looked_up_only_the_longest_possible_idle_time_is_known()
    {
        (A.Key with { LastUse = LastUse.NotLookedUp }).IdleAt(A.Now).AtMost.ShouldBeTrue();
        A.Key.IdleAt(A.Now).AtMost.ShouldBeFalse("it was never used");
    }

    [Fact]
    public void A_use_within_an_hour_of_the_record_shows_that_nobody_turned_the_key_on() =>
        Inactive.InactiveSinceDaysAgo(3, timesReactivated: 4).UsedDaysAgo(3 - (1.0 / 24)).TimesReactivated(A.Now).ShouldBe(4);

    [Fact]
    public void A_key_without_a_clock_was_never_turned_back_on() => A.Key.TimesReactivated(A.Now).ShouldBe(0);

    [Fact]
    public void A_recorded_reactivation_is_counted_as_it_stands() => A.Key.ReactivatedDaysAgo(3, times: 4).TimesReactivated(A.Now).ShouldBe(4);

    [Fact]
    public void An_active_key_on_record_as_inactive_has_been_turned_back_on_once_more() => A.Key.InactiveSinceDaysAgo(3, timesReactivated: 4).TimesReactivated(A.Now).ShouldBe(5);

    [Fact]
    public void An_inactive_key_used_since_its_record_has_been_turned_back_on_once_more() =>
        Inactive.InactiveSinceDaysAgo(3, timesReactivated: 4).UsedDaysAgo(2).TimesReactivated(A.Now).ShouldBe(5);

    [Fact]
    public void An_inactive_key_unused_since_its_record_has_not() =>
        Inactive.InactiveSinceDaysAgo(3, timesReactivated: 4).UsedDaysAgo(9).TimesReactivated(A.Now).ShouldBe(4);
}
