using KeyReaper.Aws;
using KeyReaper.Rules;

namespace KeyReaper.Tests.Aws;

public class KeyClockTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 6, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("inactive-since 2026-11-22T06:00:00Z", "InactiveSince", 0)]
    [InlineData("inactive-since 2026-11-22T06:00:00Z 1", "InactiveSince", 1)]
    [InlineData("inactive-since 2026-11-22T06:00:00Z 2", "InactiveSince", 2)]
    [InlineData("reactivated 2026-11-22T06:00:00Z", "Reactivated", 1)]
    [InlineData("reactivated 2026-11-22T06:00:00Z 2", "Reactivated", 2)]
    [InlineData("reactivated 2026-11-22T06:00:00Z 117", "Reactivated", 117)]
    public void A_value_is_read_and_written_in_one_form(string value, string state, int times)
    {
        var clock = new Clock(Enum.Parse<ClockState>(state), At, times);

        KeyClock.Parse(value).ShouldBe(clock);
        KeyClock.Format(clock).ShouldBe(value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("true")]
    [InlineData("2026-11-22T06:00:00Z")]
    [InlineData("inactive-since")]
    [InlineData("inactive-since 2026-11-22")]
    [InlineData("inactive-since 2026-11-22T06:00:00")]
    [InlineData("inactive-since 2026-11-22T06:00:00+01:00")]
    [InlineData("inactive-since 2026-13-22T06:00:00Z")]
    [InlineData("inactive-since 2026-11-22T06:00:00Z 0")]
    [InlineData("inactive-since 2026-11-22T06:00:00Z -1")]
    [InlineData("inactive-since 2026-11-22T06:00:00Z 99999999999")]
    [InlineData("inactive-since 2026-11-22T06:00:00Z\n")]
    [InlineData(" inactive-since 2026-11-22T06:00:00Z")]
    [InlineData("Inactive-Since 2026-11-22T06:00:00Z")]
    [InlineData("inactive-since 2026-11-22T06:00:00Z 2 3")]
    public void Anything_else_is_not_a_clock(string value) => KeyClock.Parse(value).ShouldBeNull();

    [Fact]
    public void A_part_of_a_second_is_rounded_up_so_that_grace_never_starts_early() =>
        KeyClock.Format(new(ClockState.InactiveSince, At.AddMilliseconds(1), 0)).ShouldBe("inactive-since 2026-11-22T06:00:01Z");

    [Fact]
    public void A_tag_is_found_by_its_key_ignoring_case()
    {
        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["KeyReaper:Key:AKIA1"] = "inactive-since 2026-11-22T06:00:00Z" };

        KeyClock.Find(tags, "AKIA1")!.Clock.ShouldBe(new(ClockState.InactiveSince, At, 0));
        KeyClock.Find(tags, "AKIA2").ShouldBeNull();
    }

    [Fact]
    public void A_tag_with_our_prefix_and_a_foreign_value_is_not_taken_for_one_of_ours()
    {
        var tags = new Dictionary<string, string> { ["keyreaper:key:AKIA1"] = "see the wiki", ["keyreaper:key:AKIA2"] = "reactivated 2026-11-22T06:00:00Z", ["AKIA3"] = "laptop" };

        KeyClock.AccessKeyIds(tags).ShouldBe(["AKIA2"]);
    }
}
