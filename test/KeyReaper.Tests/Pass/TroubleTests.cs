using KeyReaper.Asked;
using KeyReaper.Aws;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Pass;

/// <summary>What can go wrong during a pass, and how the pass deals with it.</summary>
public class TroubleTests
{
    [Theory]
    [InlineData("[1, 2]", "it is a JSON array")]
    [InlineData("\"hello\"", "it is a JSON string")]
    [InlineData("{", "it is not JSON")]
    [InlineData("""{"dryRun": "yes"}""", "dryRun is a JSON string. Valid: true and false, without quotes")]
    [InlineData("""{"accountId": "444455556666"}""", "it lacks roleArn and organizationId")]
    [InlineData("""{"accountId": "444455556666", "roleArn": "arn:aws:iam::444455556666:role/keyreaper/KeyReaperSpoke", "organizationId": "o-a1b2c3d4e5"}""", "this function serves its own account only: it has no ORGANIZATION_ID")]
    public async Task A_malformed_event_is_refused_with_a_reason_before_any_call(string request, string reason)
    {
        await using var world = await World.WalkingAsync();

        (await Assert.ThrowsAsync<EventException>(() => world.PassAsync(request))).Message.ShouldContain(reason);

        world.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"version":"0","id":"6a7e8feb","detail-type":"Scheduled Event","source":"aws.events","account":"111122223333","time":"2026-01-05T06:00:00Z","region":"eu-west-1","resources":[],"detail":{}}""")]
    public async Task Events_of_every_scheduler_are_accepted(string request)
    {
        await using var world = await World.WalkingAsync();

        (await world.PassAsync(request)).Mode.ShouldBe("LIVE");
    }

    [Fact]
    public async Task Unusable_settings_fail_the_pass_before_any_call()
    {
        await using var world = await World.WalkingAsync();

        var error = await Assert.ThrowsAsync<SettingsException>(() => world.With("DRY_RUN", "flase").With("UNUSED_DAYS", "soon").PassAsync());

        error.Message.ShouldContain("DRY_RUN is 'flase'");
        error.Message.ShouldContain("UNUSED_DAYS is 'soon'");
        world.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task When_the_topic_is_gone_the_whole_report_is_in_the_log_and_the_pass_fails()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");

        world.Sandbox.Topics.Delete(world.Topic.Arn);

        var error = await Assert.ThrowsAsync<TopicException>(() => world.PassAsync());

        error.Message.ShouldContain("There is no such topic");
        key.Status.ShouldBe("Inactive");
        world.Log.ShouldContain("KeyReaper deactivated 1 of 1 access key.");
        world.Log.ShouldContain($"aws iam update-access-key --user-name alice --access-key-id {key.Id} --status Active");
    }

    [Theory]
    [InlineData("GetUser")]
    [InlineData("GetAccessKeyLastUsed")]
    public async Task A_key_with_an_unreadable_fact_is_kept_and_reported_while_others_are_acted_on(string action)
    {
        await using var world = await World.WalkingAsync();
        var unreadable = world.Key("alice");
        var other = world.Key("bob");
        world.Sandbox.Faults.Add(new() { Action = action, UserName = "alice", Kind = FaultKind.AccessDenied });

        await world.FailingPassAsync();

        (unreadable.Status, other.Status).ShouldBe(("Active", "Inactive"));
        world.Mail.Subject.ShouldBe("[KeyReaper LIVE] 111122223333: needs attention, deactivated 1 of 2 access keys");
        world.MailText.ShouldContain($"{unreadable.Id} of user alice was kept, since not everything about it could be read: iam:{action}: AccessDenied");
        world.MailText.ShouldContain($$"""{"Effect": "Allow", "Action": ["iam:{{action}}"], "Resource": "arn:aws:iam::111122223333:user/*"}""");
    }

    [Fact]
    public async Task An_exempt_tag_that_cannot_be_read_protects_all_the_same()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");
        key.User.Tag("keyreaper:exempt", "true");
        world.Sandbox.Faults.Add(new() { Action = "GetUser", Kind = FaultKind.ServerError });

        await world.FailingPassAsync();

        key.Status.ShouldBe("Active");
    }

    [Fact]
    public async Task A_user_whose_keys_cannot_be_listed_is_reported_and_the_others_go_on()
    {
        await using var world = await World.WalkingAsync();
        var hidden = world.Key("alice");
        var other = world.Key("bob");
        world.Sandbox.Faults.Add(new() { Action = "ListAccessKeys", UserName = "alice", Kind = FaultKind.AccessDenied });

        await world.FailingPassAsync();

        (hidden.Status, other.Status).ShouldBe(("Active", "Inactive"));
        world.MailText.ShouldContain("User alice: the access keys could not be listed, so none was touched");
    }

    [Fact]
    public async Task An_inventory_that_breaks_off_acts_on_nothing()
    {
        await using var world = await World.WalkingAsync(new SandboxOptions { PageSize = 1 });
        world.Key("alice");
        world.Key("bob");
        world.Sandbox.Faults.Add(new() { Action = "ListUsers", Skip = 1, Kind = FaultKind.AccessDenied });
        var before = world.Account.Snapshot();

        await world.FailingPassAsync();

        world.Account.Snapshot().ShouldBe(before);
        world.Mail.Subject.ShouldBe("[KeyReaper LIVE] 111122223333: could not read every user, nothing done");
        world.MailText.ShouldContain("iam:ListUsers: AccessDenied");
    }

    [Fact]
    public async Task A_call_that_is_throttled_once_is_repeated()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");
        world.Sandbox.Faults.Add(new() { Action = "GetUser", Times = 1, Kind = FaultKind.Throttle });

        (await world.PassAsync()).Deactivated.ShouldBe(1);

        key.Status.ShouldBe("Inactive");
    }

    [Fact]
    public async Task A_key_used_after_the_inventory_is_not_deactivated()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");
        world.Sandbox.Faults.Add(new() { Action = "GetAccessKeyLastUsed", Skip = 1, Times = 1, Before = _ => key.Use() });

        (await world.PassAsync()).Deactivated.ShouldBe(0);

        key.Status.ShouldBe("Active");
        world.MailText.ShouldContain($"did not deactivate access key {key.Id} of user alice: it changed meanwhile");
    }

    [Theory]
    [InlineData("exempted")]
    [InlineData("turned off")]
    [InlineData("turned off and on again, which another pass recorded")]
    public async Task A_key_that_a_person_changed_after_the_inventory_is_not_deactivated(string change)
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");
        world.Sandbox.Faults.Add(new()
        {
            Action = "GetAccessKeyLastUsed", Times = 1,
            After = _ =>
            {
                switch (change)
                {
                    case "exempted": key.User.Tag("keyreaper:exempt", "true"); break;
                    case "turned off": key.Deactivate(); break;
                    default: key.User.Tag(KeyClock.TagKey(key.Id), "active 2026-01-05T05:59:00Z"); break;
                }
            },
        });

        (await world.PassAsync()).Deactivated.ShouldBe(0);

        world.Calls.ShouldNotContain("UpdateAccessKey");
        world.MailText.ShouldContain($"did not deactivate access key {key.Id} of user alice: it changed meanwhile");
    }

    [Fact]
    public async Task A_key_turned_on_during_the_second_look_is_not_deleted()
    {
        await using var world = await World.WalkingAsync();
        var key = Expired(world, "alice");
        world.Sandbox.Faults.Add(new() { Action = "GetAccessKeyLastUsed", Skip = 1, Times = 1, After = _ => key.Activate() });

        await world.PassAsync();

        key.User.AccessKeys.ShouldContain(key);
    }

    public static TheoryData<string> ChangesBeforeADeletion => ["turned on", "used", "exempted", "clock restarted", "clock removed"];

    [Theory]
    [MemberData(nameof(ChangesBeforeADeletion))]
    public async Task A_key_about_to_be_deleted_is_kept_when_a_second_look_shows_it(string change)
    {
        await using var world = await World.WalkingAsync();
        var key = Expired(world, "alice");
        world.Sandbox.Faults.Add(new()
        {
            Action = "GetUser", Skip = 1, Times = 1,
            Before = _ =>
            {
                switch (change)
                {
                    case "turned on": key.Activate(); break;
                    case "used": key.Use(); break;
                    case "exempted": key.User.Tag("keyreaper:exempt", "true"); break;
                    case "clock restarted": key.User.Tag(KeyClock.TagKey(key.Id), "inactive 2026-01-05T05:00:00Z seen 2026-01-05T05:00:00Z"); break;
                    default: key.User.Untag(KeyClock.TagKey(key.Id)); break;
                }
            },
        });

        await world.PassAsync();

        key.User.AccessKeys.ShouldContain(key);
        world.Calls.ShouldNotContain("DeleteAccessKey");
        world.MailText.ShouldContain("it changed meanwhile");
    }

    [Theory]
    [InlineData("GetAccessKeyLastUsed", 1)]
    [InlineData("UpdateAccessKey", 0)]
    public async Task A_user_deleted_on_the_way_is_gone_already_not_a_failure(string action, int skip)
    {
        await using var world = await World.WalkingAsync();
        world.Key("alice");
        var other = world.Key("bob");
        world.Sandbox.Faults.Add(new() { Action = action, UserName = "alice", Skip = skip, Times = 1, Before = _ => world.Account.DeleteUser("alice") });

        await world.PassAsync();

        other.Status.ShouldBe("Inactive");
        world.MailText.ShouldContain("of user alice was gone already");
    }

    [Fact]
    public async Task A_user_deleted_during_the_inventory_is_simply_not_there()
    {
        await using var world = await World.WalkingAsync();
        world.Key("alice");
        world.Sandbox.Faults.Add(new() { Action = "GetUser", Times = 1, Before = _ => world.Account.DeleteUser("alice") });

        (await world.PassAsync()).Keys.ShouldBe(0);
    }

    [Fact]
    public async Task When_the_first_three_users_may_not_be_tagged_nothing_is_deactivated_and_the_rest_of_the_plan_is_withheld()
    {
        await using var world = await World.WalkingAsync();
        SandboxAccessKey[] keys = [world.Key("alice"), world.Key("bob"), world.Key("carol"), world.Key("dave")];
        world.Sandbox.Faults.Add(new() { Action = "TagUser", Kind = FaultKind.AccessDenied });

        await world.FailingPassAsync();

        keys.ShouldAllBe(key => key.Status == "Active");
        world.Calls.Count(call => call is "TagUser").ShouldBe(3);
        world.MailText.ShouldContain("Failed to deactivate 3 access keys of 3 users: iam:TagUser: AccessDenied");
        world.MailText.ShouldContain("The rest of the plan was withheld");
        world.MailText.ShouldContain("""{"Effect": "Allow", "Action": ["iam:TagUser"], "Resource": "arn:aws:iam::111122223333:user/*", "Condition": {"ForAllValues:StringLike": {"aws:TagKeys": "keyreaper:key:*"}, "Null": {"aws:TagKeys": "false"}}}""");
    }

    [Fact]
    public async Task A_key_whose_tag_could_not_be_written_stays_as_it_is()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");
        world.Sandbox.Faults.Add(new() { Action = "TagUser", Times = 2, Kind = FaultKind.ServerError });

        await world.FailingPassAsync();
        key.Status.ShouldBe("Active");

        (await world.PassAsync()).Deactivated.ShouldBe(1);
    }

    [Fact]
    public async Task Where_the_deactivation_is_refused_the_tag_is_what_it_was_before()
    {
        await using var world = await World.WalkingAsync();
        var first = world.Key("alice");
        var second = world.Key("bob");
        second.User.Tag(KeyClock.TagKey(second.Id), "active 2025-11-01T00:00:00Z 3");
        var before = world.Account.Snapshot();
        world.Sandbox.Faults.Add(new() { Action = "UpdateAccessKey", Kind = FaultKind.AccessDenied });

        await world.FailingPassAsync();

        world.Account.Snapshot().ShouldBe(before);
        world.MailText.ShouldContain("Failed to deactivate 2 access keys of 2 users: iam:UpdateAccessKey: AccessDenied");
        world.MailText.ShouldContain($"They are {first.Id} of user alice; {second.Id} of user bob.");
    }

    [Fact]
    public async Task Where_the_tag_cannot_be_put_back_the_report_says_so_and_nobody_is_told_that_somebody_turned_the_key_on_within_the_hour()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");
        world.Sandbox.Faults.Add(new() { Action = "UpdateAccessKey", Kind = FaultKind.AccessDenied });
        world.Sandbox.Faults.Add(new() { Action = "UntagUser", Kind = FaultKind.AccessDenied });

        await world.FailingPassAsync();

        key.Status.ShouldBe("Active");
        world.MailText.ShouldContain("its tag still says deactivated, since it could not be restored: iam:UntagUser: AccessDenied");
        world.Sandbox.Faults.Clear();
        (await world.PassAsync()).Reactivated.ShouldBe(0);
    }

    [Fact]
    public async Task A_deactivation_whose_answer_was_lost_keeps_its_record()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");
        world.Sandbox.Faults.Add(new() { Action = "UpdateAccessKey", Kind = FaultKind.ResetAfterEffect });

        await world.FailingPassAsync();

        key.Status.ShouldBe("Inactive");
        KeyClock.Find(key.User.Tags, key.Id).ShouldNotBeNull().Value.ShouldStartWith("deactivated 2026-01-05T06:00:0");
        world.Sandbox.Faults.Clear();
        (await world.PassAsync()).InGrace.ShouldBe(1);
    }

    [Fact]
    public async Task A_user_who_is_tagged_by_somebody_else_in_this_moment_is_tagged_a_little_later()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");
        world.Sandbox.Faults.Add(new() { Action = "TagUser", Times = 3, Kind = FaultKind.Error, Status = 409, Code = "ConcurrentModification", Message = "Try again" });

        (await world.PassAsync()).Deactivated.ShouldBe(1);

        key.Status.ShouldBe("Inactive");
    }

    [Fact]
    public async Task One_user_who_may_not_be_tagged_affects_nobody_else_even_if_it_is_the_first()
    {
        await using var world = await World.WalkingAsync();
        var first = world.Key("alice");
        var second = world.Key("bob");
        world.Sandbox.Faults.Add(new() { Action = "TagUser", UserName = "alice", Kind = FaultKind.AccessDenied });

        await world.FailingPassAsync();

        (first.Status, second.Status).ShouldBe(("Active", "Inactive"));
    }

    [Fact]
    public async Task A_deletion_whose_answer_was_lost_is_reported_as_done()
    {
        await using var world = await World.WalkingAsync();
        var key = Expired(world, "alice");
        world.Sandbox.Faults.Add(new() { Action = "DeleteAccessKey", Times = 1, Kind = FaultKind.ResetAfterEffect });

        (await world.PassAsync()).Deleted.ShouldBe(1);

        key.User.Tags.ShouldBeEmpty();
        world.MailText.ShouldContain("deleted 1 of 1 access key");
    }

    [Fact]
    public async Task A_tag_that_could_not_be_removed_is_removed_by_the_next_pass()
    {
        await using var world = await World.WalkingAsync();
        var key = Expired(world, "alice");
        world.Sandbox.Faults.Add(new() { Action = "UntagUser", Times = 2, Kind = FaultKind.ServerError });
        await world.FailingPassAsync();
        key.User.Tags.ShouldNotBeEmpty();

        await world.PassAsync();

        key.User.Tags.ShouldBeEmpty();
    }

    [Fact]
    public async Task When_time_runs_out_the_rest_is_reported_as_not_attempted_and_the_next_pass_goes_on_from_there()
    {
        // 4 users: 1 alias, 1 page, 12 reads, then 5 calls an act. Each call takes 10 of the 900 - 45 seconds.
        await using var world = await World.WalkingAsync(new SandboxOptions { LatencyOnClock = TimeSpan.FromSeconds(10) });
        SandboxAccessKey[] keys = [.. "abcd".Select(letter => world.Key($"{letter}"))];
        world.Timeout = TimeSpan.FromSeconds(45 + 185);

        await world.FailingPassAsync();

        keys.Count(key => key.Status == "Inactive").ShouldBe(1);
        world.MailText.ShouldContain("The function ran out of time: 3 acts not attempted. The next time it runs, it continues from there.");

        world.Timeout = TimeSpan.FromMinutes(15);
        (await world.PassAsync()).Deactivated.ShouldBe(3);
        keys.ShouldAllBe(key => key.Status == "Inactive");
    }

    [Fact]
    public async Task A_call_that_is_not_answered_before_the_end_is_given_up_so_that_the_report_still_goes_out()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");
        world.Sandbox.Faults.Add(new() { Action = "UpdateAccessKey", Before = _ => world.Sandbox.Clock.Advance(TimeSpan.FromMinutes(14.8)), Kind = FaultKind.ServerError });

        await world.FailingPassAsync();

        world.Calls.Count(call => call == "UpdateAccessKey").ShouldBe(1, "a call still retrying could carry on in another invocation");
        world.MailText.ShouldContain($"Failed to deactivate access key {key.Id} of user alice: the function's time ended before IAM answered");
    }

    [Fact]
    public async Task A_key_whose_record_was_given_up_at_the_end_stays_active()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");
        world.Sandbox.Faults.Add(new() { Action = "TagUser", Times = 1, Before = _ => world.Sandbox.Clock.Advance(TimeSpan.FromMinutes(14.8)), Kind = FaultKind.ServerError });

        await world.FailingPassAsync();
        key.Status.ShouldBe("Active");
        world.MailText.ShouldContain($"Failed to deactivate access key {key.Id} of user alice: the function's time ended before IAM answered");

        (await world.PassAsync()).Deactivated.ShouldBe(1);
    }

    [Fact]
    public async Task When_time_runs_out_during_the_inventory_nothing_is_done()
    {
        await using var world = await World.WalkingAsync(new SandboxOptions { LatencyOnClock = TimeSpan.FromSeconds(10) });
        foreach (var letter in "abcd") world.Key($"{letter}");
        world.Timeout = TimeSpan.FromSeconds(45 + 60);
        var before = world.Account.Snapshot();

        await world.FailingPassAsync();

        world.Account.Snapshot().ShouldBe(before);
        world.MailText.ShouldContain("the time budget ended before the last user was read");
    }

    [Fact]
    public async Task A_report_too_long_for_SNS_is_cut_between_lines_counted_and_whole_in_the_log()
    {
        await using var world = await World.WalkingAsync();
        world.With("MAX_DEACTIVATIONS", "10000");
        for (var i = 0; i < 1500; i++) world.Key($"user-with-a-rather-long-name-{i:0000}", path: "/a/rather/long/path/as/some/organizations/have/them/");

        (await world.PassAsync("""{"dryRun": true}""")).Deactivated.ShouldBe(1500);

        System.Text.Encoding.UTF8.GetByteCount(world.Mail.Message).ShouldBeLessThanOrEqualTo(262_144);
        world.MailText.ShouldContain("lines left out: a message holds 256 KiB. The function's log has the whole report.]");
        world.MailText.Split("ABOUT THIS REPORT")[0].TrimEnd().Split('\n')[^1].ShouldContain("To go live, run the command in the stack's output GoLive. It sets DRY_RUN=false");
        world.Log.ShouldContain("user-with-a-rather-long-name-1499");
        using var json = System.Text.Json.JsonDocument.Parse(world.Mail.BodyFor("sqs"));
        (json.RootElement.GetProperty("keys").GetArrayLength() + json.RootElement.GetProperty("keysLeftOut").GetInt32()).ShouldBe(1500);
    }

    [Fact]
    public async Task A_missing_alias_is_a_line_of_log_and_no_failure()
    {
        await using var world = await World.WalkingAsync();
        world.Sandbox.Faults.Add(new() { Action = "ListAccountAliases", Kind = FaultKind.AccessDenied });

        await world.PassAsync();

        world.Log.ShouldContain("The report goes without the account's alias. iam:ListAccountAliases: AccessDenied");
    }

    [Fact]
    public async Task An_alias_that_hangs_holds_up_neither_the_first_user_nor_the_report()
    {
        await using var world = await World.WalkingAsync();
        world.Account.Alias = "example-prod";
        var key = world.Key("alice");
        world.Sandbox.Faults.Add(new() { Action = "ListAccountAliases", Kind = FaultKind.NoAnswerBeforeEffect });

        await world.PassAsync();

        key.Status.ShouldBe("Inactive");
        world.Log.ShouldContain("The report goes without the account's alias. iam:ListAccountAliases: no answer in time"); // in three seconds, not in a client's twelve tries
        world.Mail.Subject.ShouldBe("[KeyReaper LIVE] 111122223333: deactivated 1 of 1 access key");
    }

    [Theory]
    [InlineData("GetUser ListAccessKeys")]
    [InlineData("ListAccessKeys")]
    public async Task A_user_who_vanished_is_no_failure_though_IAM_answers_that_access_is_denied(string denied)
    {
        await using var world = await World.StartAsync();
        world.Key("alice");
        var other = world.Key("bob");
        Vanishing(world, denied.Split(' '), call => call.UserName == "alice", () => world.Account.DeleteUser("alice"));

        var summary = await world.PassAsync();

        (summary.Deactivated, summary.Failed, other.Status).ShouldBe((1, 0, "Inactive"));
        world.MailText.ShouldNotContain("AccessDenied");
        world.Calls.Count(call => call == "ListUsers").ShouldBe(1, "the list, once more");
    }

    [Fact]
    public async Task A_key_that_vanished_is_no_failure_though_IAM_answers_that_access_is_denied()
    {
        await using var world = await World.StartAsync();
        var (gone, other) = (world.Key("alice"), world.Key("alice"));
        Vanishing(world, ["GetAccessKeyLastUsed"], call => call.AccessKeyId == gone.Id, gone.Delete);

        var summary = await world.PassAsync();

        (summary.Keys, summary.Deactivated, summary.Failed, other.Status).ShouldBe((1, 1, 0, "Inactive"));
        world.MailText.ShouldNotContain("AccessDenied");
    }

    [Theory]
    [InlineData("GetUser ListAccessKeys", true)]
    [InlineData("GetAccessKeyLastUsed", false)]
    public async Task What_vanished_right_before_its_act_was_gone_already(string denied, bool user)
    {
        await using var world = await World.StartAsync();
        var key = world.Key("alice");
        var listed = false;
        world.Sandbox.Faults.Add(new() { Action = "GetAccessKeyLastUsed", Times = 1, After = _ => listed = true }); // the inventory is complete
        Vanishing(world, denied.Split(' '), call => listed && (call.UserName == "alice" || call.AccessKeyId == key.Id), user ? () => world.Account.DeleteUser("alice") : key.Delete);

        (await world.PassAsync()).Failed.ShouldBe(0);

        world.MailText.ShouldContain($"Had nothing to deactivate: access key {key.Id} of user alice was gone already", Case.Insensitive);
    }

    [Fact]
    public async Task A_user_who_vanished_between_the_record_and_the_act_was_gone_already()
    {
        await using var world = await World.WalkingAsync();
        var key = world.Key("alice");
        Vanishing(world, ["UpdateAccessKey", "UntagUser"], call => call.UserName == "alice", () => world.Account.DeleteUser("alice"));

        (await world.PassAsync()).Failed.ShouldBe(0);

        world.MailText.ShouldContain($"Had nothing to deactivate: access key {key.Id} of user alice was gone already", Case.Insensitive);
    }

    [Fact]
    public async Task A_user_who_vanished_right_after_the_key_was_deleted_took_the_tag_along()
    {
        await using var world = await World.WalkingAsync();
        Expired(world, "alice");
        Vanishing(world, ["UntagUser"], _ => true, () => world.Account.DeleteUser("alice"));

        var summary = await world.PassAsync();

        (summary.Deleted, summary.Failed).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Who_is_still_listed_and_may_not_be_read_is_a_failure_with_the_right_to_grant()
    {
        await using var world = await World.StartAsync();
        world.Key("alice");
        foreach (var action in new[] { "GetUser", "ListAccessKeys" }) world.Sandbox.Faults.Add(new() { Action = action, UserName = "alice", Kind = FaultKind.AccessDenied });

        await world.FailingPassAsync();

        world.MailText.ShouldContain("User alice: the access keys could not be listed, so none was touched: iam:ListAccessKeys: AccessDenied");
        world.MailText.ShouldContain("\"iam:ListAccessKeys\"");
    }

    [Fact]
    public async Task A_time_just_ahead_counts_as_now_so_that_days_are_never_negative()
    {
        await using var world = await World.WalkingAsync();
        world.Key("alice");
        world.Sandbox.Faults.Add(new()
        {
            Action = "ListAccessKeys",
            Times = 1,
            Before = _ =>
            {
                world.Sandbox.Clock.Advance(TimeSpan.FromMinutes(2)); // another pass, or a person, while this one runs
                var key = world.Account.User("alice").CreateAccessKey();
                key.Use();
                key.Deactivate();
            },
        });

        (await world.PassAsync()).GraceStarted.ShouldBe(1);

        world.MailText.ShouldContain("  0 days old");
        world.MailText.ShouldNotContain("-1 day");
        world.MailText.ShouldNotContain("-1 day");
    }

    [Fact]
    public async Task A_report_that_SNS_does_not_take_before_the_function_ends_is_in_the_log_by_then()
    {
        await using var world = await World.WalkingAsync();
        world.Timeout = TimeSpan.FromSeconds(4);
        world.Sandbox.Faults.Add(new() { Action = "Publish", Kind = FaultKind.NoAnswerBeforeEffect });

        (await Assert.ThrowsAsync<TopicException>(() => world.PassAsync())).Message.ShouldContain("SNS had not taken it when the function's time ended.");

        world.Log.ShouldContain("KeyReaper LIVE: account 111122223333");
    }

    private static void Vanishing(World world, string[] denied, Func<SandboxCall, bool> when, Action vanish)
    {
        var there = true;
        foreach (var action in denied)
        {
            world.Sandbox.Faults.Add(new()
            {
                Action = action,
                When = when,
                Times = 1,
                Kind = FaultKind.AccessDenied,
                Before = _ =>
                {
                    if (there) vanish();
                    there = false;
                },
            });
        }
    }

    private static SandboxAccessKey Expired(World world, string user)
    {
        var key = world.Key(user);
        key.Deactivate();
        key.User.Tag(KeyClock.TagKey(key.Id), "inactive 2025-12-01T06:00:00Z seen 2026-01-04T06:00:00Z");
        return key;
    }
}
