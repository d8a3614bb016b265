using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Rules;

public class OutlookTests
{
    private static readonly Policy Tight = A.Policy with { MaxDeactivations = 2, MaxDeletions = 2 };

    [Fact]
    public void Keys_found_inactive_and_keys_deactivated_now_are_due_a_grace_period_from_now() =>
        Of(A.Policy, A.Key.Inactive(), A.Key).Days.ShouldBe([new(Day(30), 0, 2)]);

    [Fact]
    public void Keys_in_grace_are_due_when_theirs_ends() =>
        Of(A.Policy, A.Key.Inactive().InactiveSinceDaysAgo(10), A.Key.Inactive().InactiveSinceDaysAgo(25)).Days.ShouldBe([new(Day(5), 0, 1), new(Day(20), 0, 1)]);

    [Fact]
    public void A_key_used_in_the_last_half_of_the_unused_period_is_expected_to_be_used_again()
    {
        var listing = new Listing { RuledOutIdleSince = [A.DaysAgo(1), A.DaysAgo(14.9), A.DaysAgo(15), A.DaysAgo(20)] };

        Outlook.Of(Plan.For([A.Key.UsedDaysAgo(26), A.Key.UsedDaysAgo(3)], A.Policy, A.Now), listing, A.Policy, A.Now).Days
            .ShouldBe([new(Day(4), 1, 0), new(Day(10), 1, 0), new(Day(15), 1, 0)]);
    }

    [Fact]
    public void No_deactivation_is_expected_of_a_key_whose_last_use_was_not_looked_up() =>
        Of(A.Policy, A.Key.CreatedDaysAgo(20) with { LastUse = LastUse.NotLookedUp }).Days.ShouldBeEmpty();

    [Fact]
    public void With_deletion_off_none_is_due() => Of(A.Policy with { DeleteKeys = false }, A.Key, A.Key.Inactive()).Days.ShouldBeEmpty();

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void More_than_the_limit_on_one_day_exceeds_it_and_the_limit_itself_does_not(int keys, bool exceeds)
    {
        var found = Of(Tight, [.. Enumerable.Repeat(A.Key.Inactive(), keys)]);
        var idle = Of(Tight, [.. Enumerable.Repeat(A.Key.UsedDaysAgo(25), keys)]);

        found.Excesses.ShouldBe(exceeds ? [new(Day(30), Act.Delete, 3, 2)] : []);
        idle.Excesses.ShouldBe(exceeds ? [new(Day(5), Act.Deactivate, 3, 2)] : []);
    }

    [Fact]
    public void As_many_on_other_days_exceed_nothing() => Of(Tight, [.. Enumerable.Range(1, 20).Select(days => A.Key.Inactive().InactiveSinceDaysAgo(days))]).Excesses.ShouldBeEmpty();

    [Fact]
    public void Only_the_first_day_is_named_since_the_brake_stays_tripped_from_then_on()
    {
        var soon = Enumerable.Repeat(A.Key.Inactive().InactiveSinceDaysAgo(25), 3);
        var later = Enumerable.Repeat(A.Key.Inactive().InactiveSinceDaysAgo(2), 7);

        Of(Tight, [.. soon, .. later]).Excesses.ShouldBe([new(Day(5), Act.Delete, 3, 2)]);
    }

    [Fact]
    public void What_the_brake_stops_now_is_not_deleted_a_grace_period_later() => Of(Tight, A.Key, A.Key, A.Key).Days.ShouldBeEmpty();

    [Fact]
    public void A_brake_that_is_tripped_already_is_not_announced_for_a_later_day()
    {
        AccessKey[] over = [.. Enumerable.Repeat(A.Key.Inactive().InactiveSinceDaysAgo(31), 3)], later = [.. Enumerable.Repeat(A.Key.Inactive().InactiveSinceDaysAgo(2), 3)];

        Of(Tight, [.. over, .. later]).Excesses.ShouldBeEmpty();
    }

    private static Outlook Of(Policy policy, params AccessKey[] keys) => Outlook.Of(Plan.For(keys, policy, A.Now), new(), policy, A.Now);

    private static DateOnly Day(int fromNow) => DateOnly.FromDateTime(A.Now.UtcDateTime).AddDays(fromNow);
}
