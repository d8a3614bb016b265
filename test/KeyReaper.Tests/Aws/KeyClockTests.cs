using KeyReaper.Aws;
using KeyReaper.Rules;

namespace KeyReaper.Tests.Aws;

public class KeyClockTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 6, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("inactive 2026-11-22T06:00:00Z seen 2026-11-25T06:00:00Z", nameof(ClockState.Inactive), null, 3, 0)]
    [InlineData("inactive 2026-11-22T06:00:00Z seen 2026-11-22T06:00:00Z 1", nameof(ClockState.Inactive), null, 0, 1)]
    [InlineData("deactivated 2026-11-22T06:00:00Z after 30 seen 2026-11-25T06:00:00Z", nameof(ClockState.Inactive), 30, 3, 0)]
    [InlineData("deactivated 2026-11-22T06:00:00Z after 3650 seen 2026-11-25T06:00:00Z 2", nameof(ClockState.Inactive), 3650, 3, 2)]
    [InlineData("active 2026-11-22T06:00:00Z", nameof(ClockState.Active), null, 0, 1)]
    [InlineData("active 2026-11-22T06:00:00Z 2", nameof(ClockState.Active), null, 0, 2)]
    [InlineData("active 2026-11-22T06:00:00Z 117", nameof(ClockState.Active), null, 0, 117)]
    public void A_value_is_read_and_written_in_one_form(string value, string state, int? unusedDays, int seenDaysLater, int times)
    {
        var clock = new Clock(Enum.Parse<ClockState>(state), At, At.AddDays(seenDaysLater), unusedDays is { } days ? TimeSpan.FromDays(days) : null, times);

        KeyClock.Parse(value).ShouldBe(clock);
        KeyClock.Format(clock).ShouldBe(value);
    }

    [Theory]
    [InlineData("inactive-since 2026-11-22T06:00:00Z", "inactive 2026-11-22T06:00:00Z seen 2026-11-22T06:00:00Z")]
    [InlineData("inactive-since 2026-11-22T06:00:00Z 2", "inactive 2026-11-22T06:00:00Z seen 2026-11-22T06:00:00Z 2")]
    [InlineData("reactivated 2026-11-22T06:00:00Z", "active 2026-11-22T06:00:00Z")]
    [InlineData("reactivated 2026-11-22T06:00:00Z 3", "active 2026-11-22T06:00:00Z 3")]
    public void What_older_versions_wrote_is_read_as_what_they_knew(string old, string now) => KeyClock.Format(KeyClock.Parse(old)!).ShouldBe(now);

    [Fact]
    public void A_count_beyond_what_can_be_read_stays_at_the_largest_that_can()
    {
        var written = KeyClock.Format(new(ClockState.Active, At, At, null, 1_000_000));

        written.ShouldBe("active 2026-11-22T06:00:00Z 999999");
        KeyClock.Parse(written).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(nameof(ClockState.Inactive), null)]
    [InlineData(nameof(ClockState.Inactive), 30)]
    [InlineData(nameof(ClockState.Active), null)]
    public void Whatever_the_fractions_of_a_second_what_is_written_is_read_again(string state, int? unusedDays)
    {
        foreach (var (since, seen) in new[] { (0, 0), (1, 1), (999, 999), (1, 0), (0, 999), (1, 5000) })
        {
            var read = KeyClock.Parse(KeyClock.Format(new(Enum.Parse<ClockState>(state), At.AddMilliseconds(since), At.AddMilliseconds(seen), unusedDays is { } days ? TimeSpan.FromDays(days) : null, 0)));

            read.ShouldNotBeNull();
            read.Since.ShouldBeGreaterThanOrEqualTo(At.AddMilliseconds(since));
            read.Seen.ShouldBe(read.State is ClockState.Active ? read.Since : new[] { read.Since, new DateTimeOffset(At.AddMilliseconds(seen).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero) }.Max());
        }
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
    [InlineData("inactive 2026-11-22T06:00:00Z")]
    [InlineData("inactive 2026-11-22T06:00:00Z seen 2026-11-22T05:59:59Z")]
    [InlineData("inactive 2026-11-22T06:00:00Z seen yesterday")]
    [InlineData("inactive 2026-11-22T06:00:00Z after 30 seen 2026-11-22T06:00:00Z")]
    [InlineData("deactivated 2026-11-22T06:00:00Z seen 2026-11-22T06:00:00Z")]
    [InlineData("deactivated 2026-11-22T06:00:00Z after 0 seen 2026-11-22T06:00:00Z")]
    [InlineData("deactivated 2026-11-22T06:00:00Z after 30 seen 2026-11-22T06:00:00Z 0")]
    [InlineData("active 2026-11-22T06:00:00Z seen 2026-11-22T06:00:00Z")]
    [InlineData("inactive 2026-11-22T06:00:00Z seen 2026-11-22T06:00:00Z 1000000")]
    public void Anything_else_is_not_a_clock(string value) => KeyClock.Parse(value).ShouldBeNull();

    [Fact]
    public void A_part_of_a_second_is_rounded_up_so_that_grace_never_starts_early() =>
        KeyClock.Format(new(ClockState.Inactive, At.AddMilliseconds(1), At.AddMilliseconds(1), null, 0)).ShouldBe("inactive 2026-11-22T06:00:01Z seen 2026-11-22T06:00:01Z");

    [Fact]
    public void A_tag_is_found_by_its_key_ignoring_case()
    {
        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["KeyReaper:Key:AKIA1"] = "inactive-since 2026-11-22T06:00:00Z" };

        KeyClock.Find(tags, "AKIA1")!.Clock.ShouldBe(new(ClockState.Inactive, At, At, null, 0));
        KeyClock.Find(tags, "AKIA2").ShouldBeNull();
    }

    [Fact]
    public void A_tag_with_our_prefix_and_a_foreign_value_is_not_taken_for_one_of_ours()
    {
        var tags = new Dictionary<string, string> { ["keyreaper:key:AKIA1"] = "see the wiki", ["keyreaper:key:AKIA2"] = "reactivated 2026-11-22T06:00:00Z", ["AKIA3"] = "laptop" };

        KeyClock.AccessKeyIds(tags).ShouldBe(["AKIA2"]);
    }
}
