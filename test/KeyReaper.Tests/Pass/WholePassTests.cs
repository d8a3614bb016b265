using System.Text.Json;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Pass;

/// <summary>Weeks of scheduled passes, through the handler and over the wire, with either inventory.</summary>
public abstract class WholePassTests
{
    internal abstract Task<World> StartAsync(SandboxOptions? options = null);

    [Fact]
    public async Task An_empty_account_gets_a_quiet_report()
    {
        await using var world = await StartAsync();

        var summary = await world.PassAsync();

        (summary.Users, summary.Keys, summary.Deactivated, summary.Deleted).ShouldBe((0, 0, 0, 0));
        world.Mutations.ShouldBeEmpty();
        world.Mail.Subject.ShouldBe("[KeyReaper LIVE] 111122223333: found no access keys");
    }

    [Fact]
    public async Task An_unused_key_is_deactivated_kept_through_its_grace_period_and_then_deleted()
    {
        await using var world = await StartAsync();
        var stale = world.Key("alice", used: 31);
        var busy = world.Key("bob", used: 1);

        (await world.PassAsync()).Deactivated.ShouldBe(1);
        stale.Status.ShouldBe("Inactive");
        stale.User.Tags[$"keyreaper:key:{stale.Id}"].ShouldBe("deactivated 2026-01-05T06:00:00Z after 30 seen 2026-01-05T06:00:00Z");

        var records = 1;
        for (var day = 1; day < 30; day++)
        {
            world.Days(1);
            busy.Use();
            var quiet = await world.PassAsync();
            (quiet.Deactivated, quiet.Deleted, quiet.InGrace, quiet.Outcome).ShouldBe((0, 0, 1, day < 23 ? "quiet" : "due"));
            world.Mutations.Except(["TagUser"]).ShouldBeEmpty();
            records += world.Mutations.Count();
        }

        records.ShouldBe(10, "the key was recorded as still inactive every third day");
        stale.User.Tags[$"keyreaper:key:{stale.Id}"].ShouldBe("deactivated 2026-01-05T06:00:00Z after 30 seen 2026-02-01T06:00:00Z");

        world.Days(1);
        (await world.PassAsync()).Deleted.ShouldBe(1);
        stale.User.AccessKeys.ShouldBeEmpty();
        stale.User.Tags.ShouldBeEmpty();
        busy.Status.ShouldBe("Active");
    }

    [Fact]
    public async Task A_second_pass_right_after_the_first_does_nothing()
    {
        await using var world = await StartAsync();
        world.Key("alice");
        world.Key("bob", used: 40).Deactivate();
        await world.PassAsync();
        var after = world.Account.Snapshot();

        await world.PassAsync();

        world.Mutations.ShouldBeEmpty();
        world.Account.Snapshot().ShouldBe(after);
    }

    [Fact]
    public async Task Of_two_keys_of_one_user_made_in_the_same_second_only_the_unused_one_is_touched()
    {
        await using var world = await StartAsync();
        var used = world.Key("alice", created: 60, used: 0);
        var unused = world.Key("alice", created: 60);

        await world.PassAsync();

        (used.Status, unused.Status).ShouldBe(("Active", "Inactive"));
        world.Sandbox.Calls.Where(call => call.Action == "UpdateAccessKey").Select(call => call.AccessKeyId).ShouldBe([unused.Id]);
    }

    [Fact]
    public async Task A_key_turned_back_on_gets_a_full_new_period_and_its_story_is_told_when_it_happens_again()
    {
        await using var world = await StartAsync();
        var key = world.Key("terraform");
        string Tag() => key.User.Tags[$"keyreaper:key:{key.Id}"];

        await world.PassAsync();
        world.Days(2);
        key.Activate();
        (await world.PassAsync()).Reactivated.ShouldBe(1);
        Tag().ShouldBe("active 2026-01-07T06:00:00Z");

        world.Days(29);
        (await world.PassAsync()).Deactivated.ShouldBe(0);
        world.Days(1);
        (await world.PassAsync()).Deactivated.ShouldBe(1);
        Tag().ShouldBe("deactivated 2026-02-06T06:00:00Z after 30 seen 2026-02-06T06:00:00Z 1");

        world.Days(1);
        key.Activate();
        await world.PassAsync();
        Tag().ShouldBe("active 2026-02-07T06:00:00Z 2");
        world.MailText.ShouldContain("Turned back on 2 times so far");
    }

    [Fact]
    public async Task A_key_found_inactive_is_not_deleted_before_a_full_grace_period_of_our_own()
    {
        await using var world = await StartAsync();
        var key = world.Key("alice");
        key.Deactivate();

        (await world.PassAsync()).GraceStarted.ShouldBe(1);
        foreach (var week in new[] { 7, 14, 21, 28 })
        {
            world.Days(7);
            (await world.PassAsync()).InGrace.ShouldBe(1, $"day {week}");
        }

        world.Days(1.99);
        (await world.PassAsync()).Deleted.ShouldBe(0);
        world.Days(0.01);
        (await world.PassAsync()).Deleted.ShouldBe(1);
    }

    [Fact]
    public async Task An_exemption_by_date_holds_through_that_day_and_then_ends()
    {
        await using var world = await StartAsync();
        var key = world.Key("migration");
        key.User.Tag("keyreaper:exempt", "2026-01-06");

        await world.PassAsync();
        world.Days(1);
        (await world.PassAsync()).ExemptUsers.ShouldBe(1);
        key.Status.ShouldBe("Active");

        world.Days(1);
        (await world.PassAsync()).ExemptUsers.ShouldBe(0);
        key.Status.ShouldBe("Inactive");
    }

    [Fact]
    public async Task Users_exempt_by_tag_name_or_path_keep_their_keys_and_cost_few_calls()
    {
        await using var world = await StartAsync();
        world.With("EXEMPT_USERS", "ses-smtp-*").With("EXEMPT_PATHS", "/break-glass/");
        world.Key("alice").User.Tag("KeyReaper:Exempt", "true");
        world.Key("ses-smtp-prod");
        world.Key("root-helper", path: "/break-glass/");
        var before = world.Account.Snapshot();

        (await world.PassAsync()).ExemptUsers.ShouldBe(3);

        world.Account.Snapshot().ShouldBe(before);
        world.Calls.Where(call => call is "ListUsers" or "GetUser" or "ListAccessKeys").Except(["ListUsers"]).ShouldBe(["GetUser"], "only alice's tags had to be read");
    }

    [Theory]
    [InlineData("MAX_DEACTIVATIONS", "2", "3 would be deactivated and MAX_DEACTIVATIONS is 2", "nothing deactivated or deleted", "a b c d")]
    [InlineData("MAX_DELETIONS", "0", "1 would be deleted and MAX_DELETIONS is 0", "deactivated 3, deleted none", "d")]
    public async Task Above_the_brake_the_report_says_what_was_stopped_and_which_number_to_raise(string variable, string limit, string says, string subject, string stopped)
    {
        await using var world = await StartAsync();
        foreach (var user in new[] { "a", "b", "c" }) world.Key(user);
        var expired = world.Key("d");
        expired.Deactivate();
        expired.User.Tag($"keyreaper:key:{expired.Id}", "inactive 2025-11-01T00:00:00Z seen 2026-01-04T06:00:00Z");
        var before = world.Account.Users.ToDictionary(user => user.Name, user => $"{user.AccessKeys[0].Status} {string.Join(' ', user.Tags)}");

        await world.With(variable, limit).FailingPassAsync();

        foreach (var user in stopped.Split(' ').Select(world.Account.User)) $"{user.AccessKeys[0].Status} {string.Join(' ', user.Tags)}".ShouldBe(before[user.Name]);
        world.Mail.Subject.ShouldBe($"[KeyReaper LIVE] 111122223333: brake tripped, {subject}");
        world.MailText.ShouldContain(says);
        foreach (var user in world.Account.Users) world.MailText.ShouldContain(user.AccessKeys[0].Id);
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_says_so_thrice_and_warns_that_going_live_would_trip_the_brake()
    {
        await using var world = await StartAsync();
        world.With("DRY_RUN", null).With("MAX_DEACTIVATIONS", "1");
        world.Key("alice");
        world.Key("bob", used: 45);
        world.Key("carol").Deactivate();
        var before = world.Account.Snapshot();

        var summary = await world.PassAsync();

        world.Account.Snapshot().ShouldBe(before);
        (summary.Mode, summary.Deactivated, summary.GraceStarted).ShouldBe(("DRY RUN", 2, 1));
        world.Mail.Subject!.ShouldStartWith("[KeyReaper DRY RUN] 111122223333: would deactivate 2 of 3 access keys");
        var lines = world.MailText.Split('\n');
        lines[0].ShouldContain("DRY RUN");
        lines[3].ShouldContain("nothing was changed");
        string[] ending = [.. lines.TakeWhile(line => line != "ABOUT THIS REPORT").Where(line => line.Length > 0).TakeLast(2)];
        ending[0].ShouldContain("nothing was changed");
        ending[0].ShouldContain("DRY_RUN=false");
        ending[1].ShouldContain("Going live now would trip the brake: 2 would be deactivated and MAX_DEACTIVATIONS is 1");
    }

    [Fact]
    public async Task An_event_can_make_a_live_function_rehearse_but_not_the_other_way_round()
    {
        await using var world = await StartAsync();
        var key = world.Key("alice");

        (await world.PassAsync("""{"dryRun": true}""")).Mode.ShouldBe("DRY RUN");
        key.Status.ShouldBe("Active");

        (await world.With("DRY_RUN", "true").PassAsync("""{"dryRun": false}""")).Mode.ShouldBe("DRY RUN");
        key.Status.ShouldBe("Active");
    }

    [Theory]
    [InlineData(nameof(PageShape.Full))]
    [InlineData(nameof(PageShape.Short))]
    [InlineData(nameof(PageShape.WithEmptyPages))]
    public async Task Every_user_is_seen_however_the_pages_are_cut(string shape)
    {
        await using var world = await StartAsync(new SandboxOptions { PageSize = 7 });
        world.Sandbox.PageShape = Enum.Parse<PageShape>(shape);
        for (var i = 0; i < 120; i++) world.Key($"user{i}", used: 5);
        var last = world.Key("zz-last");

        (await world.PassAsync()).Keys.ShouldBe(121);

        last.Status.ShouldBe("Inactive");
    }

    [Fact]
    public async Task More_than_a_thousand_users_are_seen()
    {
        await using var world = await StartAsync();
        for (var i = 0; i < 1100; i++) world.Account.CreateUser($"user{i}");
        var last = world.Key("zz-last");

        (await world.PassAsync()).Users.ShouldBe(1101);

        last.Status.ShouldBe("Inactive");
    }

    [Fact]
    public async Task A_third_key_of_one_user_is_seen_even_on_a_page_of_its_own()
    {
        await using var world = await StartAsync(new SandboxOptions { PageSize = 2 });
        world.Account.CredentialReport.WithAdditionalCredentialsInfo = true; // the report has slots for two
        world.Key("alice", used: 1);
        world.Key("alice", used: 1);
        var third = world.Key("alice");

        (await world.PassAsync()).Keys.ShouldBe(3);

        third.Status.ShouldBe("Inactive");
    }

    [Fact]
    public async Task Names_and_paths_with_every_character_that_IAM_allows_survive_the_wire_and_the_commands()
    {
        await using var world = await StartAsync();
        var key = world.Key("a+b=c,d.e@f-g_H9", path: "/!\"#$%&'()*+,-.:;<=>?@[\\]^_`{|}~/");

        (await world.PassAsync()).Deactivated.ShouldBe(1);

        key.Status.ShouldBe("Inactive");
        world.MailText.ShouldContain($"aws iam update-access-key --user-name a+b=c,d.e@f-g_H9 --access-key-id {key.Id} --status Active");
        world.MailText.ShouldContain(key.User.Path);
    }

    [Fact]
    public async Task With_changes_only_a_quiet_pass_sends_nothing_but_its_metrics()
    {
        await using var world = await StartAsync();
        world.With("NOTIFY", "changes");
        world.Key("alice", used: 1);

        (await world.PassAsync()).Published.ShouldBeFalse();

        world.Topic.Messages.ShouldBeEmpty();
        world.StandardOutput.ShouldContain("\"KeysScanned\":1");

        world.Days(23);
        (await world.PassAsync()).Published.ShouldBeTrue();
    }

    [Fact]
    public async Task The_message_has_text_for_mail_and_the_same_facts_as_json_for_programs()
    {
        await using var world = await StartAsync();
        var key = world.Key("alice", used: 45);
        world.Account.Alias = "example-prod";

        await world.PassAsync();

        using var json = JsonDocument.Parse(world.Mail.BodyFor("sqs"));
        var first = json.RootElement.GetProperty("keys")[0];
        (first.GetProperty("accessKeyId").GetString(), first.GetProperty("act").GetString(), first.GetProperty("reason").GetString(), first.GetProperty("result").GetString())
            .ShouldBe((key.Id, "deactivate", "unused", "done"));
        json.RootElement.GetProperty("account").GetProperty("alias").GetString().ShouldBe("example-prod");
        world.Mail.BodyFor("lambda").ShouldBe(world.Mail.BodyFor("sqs"));
        world.MailText.ShouldContain(key.Id);
        world.Mail.Subject.ShouldBe("[KeyReaper LIVE] 111122223333 (example-prod): deactivated 1 of 1 access key");
    }
}
