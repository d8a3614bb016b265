using System.Globalization;
using KeyReaper.Aws;
using KeyReaper.Rules;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Pass;

/// <summary>IAM answers from an older state for a while. At worst, passes repeat themselves because of that.</summary>
public class EventualConsistencyTests
{
    public static TheoryData<int, string> Lags
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var calls in new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 1000 })
            {
                data.Add(calls, "auto");
                data.Add(calls, "walk");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Lags))]
    public async Task A_pass_right_after_the_first_does_no_harm_however_late_it_sees_it(int calls, string inventory)
    {
        await using var world = await World.StartAsync(new SandboxOptions { LatencyOnClock = TimeSpan.FromSeconds(1) });
        world.With("INVENTORY", inventory);
        var unused = world.Key("alice", used: 45);
        var busy = world.Key("alice", used: 1);
        var found = world.Key("bob");
        found.Deactivate();
        var started = world.Sandbox.Clock.GetUtcNow();
        world.Account.Propagation.Calls = calls;

        await world.PassAsync();
        await world.PassAsync();
        await world.PassAsync();

        world.Sandbox.Calls.ShouldNotContain(call => call.Action == "DeleteAccessKey" || call.AccessKeyId == busy.Id && call.Action == "UpdateAccessKey");
        (unused.Status, busy.Status, found.Status).ShouldBe(("Inactive", "Active", "Inactive"));
        foreach (var key in new[] { unused, found })
        {
            key.User.Tags.Keys.ShouldBe([KeyClock.TagKey(key.Id)]);
            ClockOf(key).ShouldSatisfyAllConditions(
                clock => clock.State.ShouldBe(ClockState.Inactive),
                clock => clock.TimesReactivated.ShouldBe(0, "nobody turned it back on"),
                clock => clock.Since.ShouldBeInRange(started, world.Sandbox.Clock.GetUtcNow()));
        }
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("walk")]
    public async Task A_key_still_shown_active_within_the_hour_after_its_tag_settles(string inventory)
    {
        await using var world = await World.StartAsync();
        world.With("INVENTORY", inventory);
        var key = world.Key("alice");
        ShowsLate(world, TimeSpan.FromMinutes(59));
        await world.PassAsync();
        var after = world.Account.Snapshot();

        world.Sandbox.Clock.Advance(TimeSpan.FromMinutes(58));
        await world.PassAsync();

        world.Mutations.ShouldBeEmpty();
        world.MailText.ShouldContain("1 deactivated less than an hour ago and still shown as active");
        world.Sandbox.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.PassAsync();
        world.Mutations.ShouldBeEmpty();
        world.Account.Snapshot().ShouldBe(after);
        key.Status.ShouldBe("Inactive");
    }

    [Fact]
    public async Task A_key_shown_active_for_longer_than_that_only_gets_a_longer_grace_period()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");
        ShowsLate(world, TimeSpan.FromHours(2));
        await world.PassAsync();

        world.Sandbox.Clock.Advance(TimeSpan.FromMinutes(90));
        (await world.PassAsync()).Reactivated.ShouldBe(1, "it looks as if someone had turned it back on");
        world.Sandbox.Clock.Advance(TimeSpan.FromMinutes(90));
        (await world.PassAsync()).GraceStarted.ShouldBe(1);

        await world.WatchAsync(days: 29.5);
        world.Days(0.5);
        (await world.PassAsync()).Deleted.ShouldBe(1);
        key.User.AccessKeys.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("walk")]
    public async Task A_key_deleted_a_moment_ago_and_still_shown_is_no_trouble(string inventory)
    {
        await using var world = await World.StartAsync();
        world.With("INVENTORY", inventory);
        var key = world.Key("alice");
        var other = world.Key("alice", used: 1);
        await world.PassAsync();
        await world.WatchAsync(days: 28, () => other.Use());
        world.Days(2);
        other.Use();
        world.Account.Propagation.Calls = 1000;

        await world.PassAsync();
        await world.PassAsync();

        key.User.AccessKeys.ShouldBe([other]);
        other.Status.ShouldBe("Active");
        key.User.Tags.ShouldBeEmpty();
    }

    /// <summary>
    /// What people do has propagated when a pass runs; what passes do has not when the next follows at once. A person's change in the last
    /// moments before a deletion cannot be seen by anybody, and IAM has no conditional deletion.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task No_key_is_deleted_before_a_full_recorded_grace_period_however_people_and_late_passes_mix(int seed)
    {
        var random = new Random(seed);
        await using var world = await World.StartAsync(new SandboxOptions { LatencyOnClock = TimeSpan.FromSeconds(1) });
        world.With("UNUSED_DAYS", "3").With("GRACE_DAYS", "3").With("WARN_DAYS", "0");
        var key = world.Key("alice");
        var inactiveSince = DateTimeOffset.MinValue; // by the passes' own records, as they were written
        var deletions = 0;
        world.Sandbox.Faults.Add(new()
        {
            Action = "TagUser",
            After = _ => inactiveSince = ClockOf(key) is { State: ClockState.Inactive } clock ? clock.Since : DateTimeOffset.MaxValue,
        });
        world.Sandbox.Faults.Add(new()
        {
            Action = "DeleteAccessKey",
            Before = call =>
            {
                if (key.User.AccessKeys.Count == 0) return; // seen late: it is gone
                deletions++;
                (key.Status, world.Sandbox.Clock.GetUtcNow() - inactiveSince >= TimeSpan.FromDays(3)).ShouldBe(("Inactive", true), $"seed {seed}, {call}");
            },
        });

        for (var day = 0; day < 60; day++)
        {
            switch (random.Next(16))
            {
                case 0: key.Activate(); break;
                case 1: key.Deactivate(); break;
                case 2: key.Activate(); key.Use(); break;
                case 3 when key.User.AccessKeys.Count == 0: key = key.User.CreateAccessKey(); break;
            }

            world.Days(random.Next(6, 48) / 24d);
            world.Account.Propagation.Time = TimeSpan.FromSeconds(random.Next(60 * 30));
            world.With("INVENTORY", random.Next(2) == 0 ? "auto" : "walk");
            for (var passes = random.Next(1, 4); passes > 0; passes--) await world.PassAsync();
            world.Account.Propagation.Time = TimeSpan.Zero; // what people do next has a day to spread
        }

        deletions.ShouldBeGreaterThan(0, $"seed {seed}");
    }

    /// <summary>The next deactivation shows after a while. Its tag is there at once.</summary>
    private static void ShowsLate(World world, TimeSpan after) => world.Sandbox.Faults.Add(new()
    {
        Action = "UpdateAccessKey", Times = 1, Before = _ => world.Account.Propagation.Time = after, After = _ => world.Account.Propagation.Time = TimeSpan.Zero,
    });

    private static Clock ClockOf(SandboxAccessKey key) =>
        KeyClock.Parse(key.User.Tags[KeyClock.TagKey(key.Id)]) ?? throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{key.User.Tags.Count} tags, no clock"));
}
