using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Rules;

/// <summary>Looking up a last use costs a call, so it is done only if it can change the verdict or a person has to decide.</summary>
public class NeedsLastUseTests
{
    private static readonly AccessKey Unread = A.Key with { LastUse = LastUse.NotLookedUp };

    private static bool Needed(AccessKey key) => Judge.NeedsLastUse(key, A.Policy, A.Now);

    [Fact]
    public void Not_for_a_key_made_before_the_warning_period_begins()
    {
        Needed(Unread.CreatedDaysAgo(22.99)).ShouldBeFalse();
        Needed(Unread.CreatedDaysAgo(23)).ShouldBeTrue();
    }

    [Fact]
    public void Not_for_an_exempt_key_active_or_not()
    {
        Needed(Unread.Tagged("keyreaper:exempt", "true")).ShouldBeFalse();
        Needed(Unread.Inactive().Tagged($"keyreaper:exempt:{Unread.Id}", "true")).ShouldBeFalse();
    }

    [Fact]
    public void Not_for_an_active_key_on_record_as_inactive_however_old_it_is()
    {
        Needed(Unread.InactiveSinceDaysAgo(0.5 / 24)).ShouldBeFalse();
        Needed(Unread.InactiveSinceDaysAgo(4)).ShouldBeFalse();
        Needed(Unread.CreatedDaysAgo(40).InactiveSinceDaysAgo(41)).ShouldBeTrue("the record cannot be true");
    }

    [Fact]
    public void For_an_active_key_on_record_as_turned_back_on_by_how_long_ago_that_was()
    {
        Needed(Unread.ReactivatedDaysAgo(22.99)).ShouldBeFalse();
        Needed(Unread.ReactivatedDaysAgo(23)).ShouldBeTrue();
    }

    [Fact]
    public void For_an_inactive_key_whether_it_is_on_record_or_found_so()
    {
        Needed(Unread.Inactive()).ShouldBeTrue();
        Needed(Unread.Inactive().ReactivatedDaysAgo(5)).ShouldBeTrue();
        Needed(Unread.Inactive().InactiveSinceDaysAgo(5)).ShouldBeTrue();
    }

    [Fact]
    public void Not_for_a_key_that_is_kept_for_what_could_not_be_read() => Needed(Unread with { Unreadable = new("denied") }).ShouldBeFalse();

    [Theory]
    [InlineData(nameof(KeyStatus.Deleted))]
    [InlineData(nameof(KeyStatus.Other))]
    public void Not_for_a_key_that_is_gone_or_of_unknown_status(string status) =>
        Needed(Unread.InactiveSinceDaysAgo(60) with { Status = Enum.Parse<KeyStatus>(status) }).ShouldBeFalse();

    [Fact]
    public void A_key_whose_last_use_was_needed_and_not_read_is_kept_as_unknown() =>
        Judge.Decide(Unread.Inactive().InactiveSinceDaysAgo(60), A.Policy, A.Now).ShouldBe(Verdict.Keep(Reason.Unknown));
}
