using KeyReaper.Aws;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Pass;

/// <summary>A record is no proof: what happens to keys that KeyReaper did not see during their grace period, or saw in another state. One pass a day, each with a fresh report.</summary>
public class WatchTests
{
    [Theory]
    [InlineData(30, 22)]
    [InlineData(45, 36)]
    public async Task A_key_turned_on_and_ruled_out_by_the_report_has_a_full_grace_period_from_when_it_is_turned_off_again(int unusedDays, int offAgain)
    {
        await using var world = await World.StartAsync();
        world.With("UNUSED_DAYS", $"{unusedDays}");
        var key = world.Key("alice", used: 1);
        key.Deactivate();
        await world.PassAsync();
        world.Days(1);
        key.Activate();
        await DailyAsync(world, days: offAgain - 2);

        world.Days(1);
        key.Deactivate();
        (await world.PassAsync()).Deleted.ShouldBe(0, $"on day {offAgain}");
        await DailyAsync(world, days: 29);
        key.Status.ShouldBe("Inactive");

        world.Days(1);
        (await world.PassAsync()).Deleted.ShouldBe(1, $"on day {offAgain + 30}");
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("walk")]
    public async Task From_its_deactivation_to_its_deletion_thirty_days_later_a_key_takes_eleven_writes_of_its_tag(string inventory)
    {
        await using var world = await World.StartAsync();
        world.With("INVENTORY", inventory);
        world.Key("alice", used: 40);
        var writes = 0;

        for (var day = 0; day <= 30; day++)
        {
            await world.PassAsync();
            writes += world.Mutations.Count(call => call is "TagUser" or "UntagUser");
            world.Days(1);
        }

        world.Account.Users.Single().AccessKeys.ShouldBeEmpty();
        writes.ShouldBe(11, "at first, then each third day, and the removal at last: it may be 13");
    }

    [Fact]
    public async Task A_key_seen_to_be_on_again_is_on_record_as_such_though_its_last_use_cannot_be_read()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice", used: 40);
        key.Deactivate();
        await world.PassAsync();
        await DailyAsync(world, days: 24);

        world.Days(1);
        key.Activate();
        world.Sandbox.Faults.Add(new() { Action = "GetAccessKeyLastUsed", Kind = FaultKind.AccessDenied });
        (await world.PassAsync()).Reactivated.ShouldBe(1);
        world.Days(1);
        key.Deactivate();
        world.Sandbox.Faults.Clear();
        (await world.PassAsync()).GraceStarted.ShouldBe(1);
        await DailyAsync(world, days: 29);
        key.Status.ShouldBe("Inactive");

        world.Days(1);
        (await world.PassAsync()).Deleted.ShouldBe(1, "30 days after it was turned off again");
    }

    [Fact]
    public async Task A_key_used_and_turned_off_and_on_again_before_anybody_looks_has_a_full_unused_period_from_then()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice", used: 40);
        await world.PassAsync();
        world.Days(1);
        key.Activate();
        key.Use();
        key.Deactivate();
        world.Days(20);
        key.Activate();

        (await world.PassAsync()).Reactivated.ShouldBe(1);
        Tag(key).ShouldBe("active 2026-01-26T06:00:00Z");
        await DailyAsync(world, days: 29);
        key.Status.ShouldBe("Active");

        world.Days(1);
        (await world.PassAsync()).Deactivated.ShouldBe(1, "30 days after it was turned on again");
    }

    [Fact]
    public async Task A_key_seen_turned_on_only_by_the_second_look_at_another_key_is_reported_and_recorded()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice", used: 40);
        key.Deactivate();
        await world.PassAsync();
        await DailyAsync(world, days: 28);
        var other = world.Key("alice", created: 40);
        world.Days(1);
        world.Sandbox.Faults.Add(new() { Action = "ListAccessKeys", Skip = 1, Times = 1, Before = _ => key.Activate() });

        var summary = await world.PassAsync();

        (summary.Deactivated, summary.Reactivated, other.Status).ShouldBe((1, 1, "Inactive"));
        Tag(key).ShouldBe("active 2026-02-03T06:00:00Z");
        world.MailText.ShouldContain("TURNED BACK ON (1)");
        world.Mail.BodyFor("sqs").ShouldContain("\"act\":\"record-reactivation\"");
        world.Days(1);
        key.Deactivate();
        (await world.PassAsync()).Deleted.ShouldBe(0);
    }

    [Fact]
    public async Task A_watch_does_not_write_over_what_another_pass_has_recorded_since_the_key_was_read()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice", used: 40);
        key.Deactivate();
        await world.PassAsync();
        world.Days(4);
        world.Sandbox.Faults.Add(new() { Action = "GetUser", Skip = 1, Times = 1, Before = _ => key.User.Tag($"keyreaper:key:{key.Id}", "active 2026-01-09T05:59:00Z 1") });

        await world.PassAsync();

        Tag(key).ShouldBe("active 2026-01-09T05:59:00Z 1");
    }

    [Fact]
    public async Task A_tripped_brake_does_not_blind_the_watch()
    {
        await using var world = await World.WalkingAsync();
        world.With("MAX_DEACTIVATIONS", "1");
        world.Key("stale");
        world.Key("staler");
        var key = world.Key("alice", used: 1);
        key.Deactivate();
        await world.FailingPassAsync();
        world.Days(1);
        key.Activate();
        await world.FailingPassAsync();
        Tag(key).ShouldBe("active 2026-01-06T06:00:00Z", "the brake stops no record");
        for (var day = 2; day < 30; day++)
        {
            world.Days(1);
            await world.FailingPassAsync();
        }

        world.Days(1);
        key.Deactivate();
        await world.FailingPassAsync();
        world.With("MAX_DEACTIVATIONS", "100");
        await DailyAsync(world, days: 29);
        key.User.AccessKeys.ShouldContain(key);

        world.Days(1);
        (await world.PassAsync()).Deleted.ShouldBe(1, "30 days after it was found to be off again");
    }

    [Fact]
    public async Task A_deletion_that_the_brake_withholds_is_done_as_soon_as_it_lets_it()
    {
        await using var world = await World.StartAsync();
        var key = world.Key("alice");
        await world.PassAsync();
        await DailyAsync(world, days: 29);
        world.With("MAX_DELETIONS", "0");
        for (var day = 0; day < 15; day++)
        {
            world.Days(1);
            await world.FailingPassAsync();
        }

        key.Status.ShouldBe("Inactive");

        world.With("MAX_DELETIONS", "1");
        (await world.PassAsync()).Deleted.ShouldBe(1, "it was watched all the time");
    }

    [Theory]
    [InlineData("the stack rehearsed")]
    [InlineData("the schedule paused")]
    [InlineData("deletion was off")]
    public async Task After_a_gap_the_grace_period_begins_anew_whatever_made_it(string gap)
    {
        await using var world = await World.StartAsync();
        var key = world.Key("alice", used: 40);
        key.Deactivate();
        await world.PassAsync();
        for (var day = 1; day < 30; day++)
        {
            world.Days(1);
            if (gap is "the stack rehearsed") await world.With("DRY_RUN", "true").PassAsync();
            if (gap is "deletion was off") await world.With("DELETE_KEYS", "false").PassAsync();
        }

        world.Days(1);
        var summary = await world.With("DRY_RUN", "false").With("DELETE_KEYS", "true").PassAsync();

        (summary.Deleted, summary.GraceStarted).ShouldBe((0, 1));
        world.MailText.ShouldContain("GRACE PERIOD ANEW (1)");
        world.MailText.ShouldContain("While live, KeyReaper did not look at them for 30 days. They may have been on meanwhile, so after more than 8 days their grace period");
        world.Mail.BodyFor("sqs").ShouldContain("""
            "watch":{"longestPauseDays":8,"lapsed":1,"longestGapDays":30}
            """.Trim());
        await DailyAsync(world, days: 29);
        world.Days(1);
        (await world.PassAsync()).Deleted.ShouldBe(1);
    }

    [Fact]
    public async Task A_schedule_once_a_week_is_watching()
    {
        await using var world = await World.StartAsync();
        var key = world.Key("alice");
        await world.PassAsync();
        for (var week = 0; week < 4; week++)
        {
            world.Days(7);
            (await world.PassAsync()).InGrace.ShouldBe(1);
        }

        world.Days(7);
        (await world.PassAsync()).Deleted.ShouldBe(1);
        key.User.AccessKeys.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_user_moved_to_an_exempt_path_after_the_report_was_made_keeps_the_key()
    {
        await using var world = await World.StartAsync();
        world.With("EXEMPT_PATHS", "/service/");
        var stale = world.Key("alice", used: 60);
        var expired = world.Key("bob", used: 90);
        expired.Deactivate();
        expired.User.Tag(KeyClock.TagKey(expired.Id), "deactivated 2025-12-01T06:00:00Z after 30 seen 2026-01-04T06:00:00Z");
        world.Account.CredentialReport.Store();
        world.ReportIsFresh = false;
        foreach (var key in new[] { stale, expired }) key.User.MoveTo("/service/");

        (await world.PassAsync()).ExemptUsers.ShouldBe(2);

        world.Mutations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_whose_use_right_before_its_deactivation_is_told_a_day_later_is_never_deleted_and_asked_about_until_somebody_decides()
    {
        await using var world = await World.StartAsync();
        var key = world.Key("alice", used: 31);
        await world.PassAsync();
        key.Use(at: world.Sandbox.Clock.GetUtcNow().AddMinutes(-2)); // IAM reports it from now on
        for (var day = 1; day <= 60; day++)
        {
            world.Days(1);
            var summary = await world.PassAsync();
            (summary.Deleted, summary.Outcome).ShouldBe((0, "attention"));
        }

        world.MailText.ShouldContain("IN USE AFTER ALL (1)");
        world.MailText.ShouldContain($"aws iam update-access-key --user-name alice --access-key-id {key.Id} --status Active");

        key.Activate();
        (await world.PassAsync()).Reactivated.ShouldBe(1);
        key.Status.ShouldBe("Active");
    }

    [Fact]
    public async Task Whoever_decides_about_a_key_found_inactive_is_told_when_it_was_last_used()
    {
        await using var world = await World.StartAsync();
        world.Key("alice", used: 22).Deactivate();

        await world.PassAsync();

        world.MailText.ShouldContain("last used 2025-12-14 for s3 in eu-west-1");
    }

    [Fact]
    public async Task A_user_whose_tags_are_full_is_left_alone_and_the_others_go_on()
    {
        await using var world = await World.StartAsync();
        var full = world.Key("alice", used: 60);
        for (var tag = 0; tag < 50; tag++) full.User.Tag($"tag{tag}", "x");
        var other = world.Key("bob", used: 60);

        await world.FailingPassAsync();
        world.Days(1);
        await world.FailingPassAsync();

        (full.Status, other.Status).ShouldBe(("Active", "Inactive"));
        world.Sandbox.Calls.ShouldNotContain(call => call.UserName == "alice" && call.Action == "UpdateAccessKey");
    }

    private static async Task DailyAsync(World world, int days)
    {
        for (var day = 0; day < days; day++)
        {
            world.Days(1);
            (await world.PassAsync()).Deleted.ShouldBe(0);
        }
    }

    private static string Tag(SandboxAccessKey key) => key.User.Tags[KeyClock.TagKey(key.Id)];
}
