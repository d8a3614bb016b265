using System.Text.Json;
using KeyReaper.Asked;

namespace KeyReaper.Tests.Organization;

/// <summary>A hub's passes over other accounts, through the handler and over the wire, under trust policies.</summary>
public sealed class OtherAccountTests : IAsyncLifetime
{
    private Hub hub = null!;
    private SandboxAccount payments = null!;

    public async Task InitializeAsync()
    {
        hub = await Hub.StartAsync();
        payments = hub.Join("444455556666");
    }

    [Fact]
    public async Task A_pass_acts_in_the_account_that_the_event_names_and_leaves_the_hub_s_own_alone()
    {
        var stale = Key("alice", used: 45);
        var busy = Key("bob", used: 1);
        hub.World.Key("carol", used: 45);
        var own = hub.World.Account.Snapshot();

        var summary = await hub.PassAsync(payments);

        (stale.Status, busy.Status).ShouldBe(("Inactive", "Active"));
        (summary.Account, summary.Outcome, summary.Deactivated, summary.Failed, summary.Result).ShouldBe(("444455556666", "changed", 1, 0, "KeyReaper deactivated 1 of 2 access keys."));
        hub.World.Account.Snapshot().ShouldBe(own);
        hub.Sandbox.Calls.Where(call => call.Service == "iam").ShouldAllBe(call => call.AccountId == payments.Id);
        hub.Sandbox.Calls.Where(call => call.Service != "iam").Select(call => (call.Action, call.AccountId))
            .ShouldBe([("AssumeRole", "111122223333"), ("GetCallerIdentity", "444455556666"), ("Publish", "111122223333")]);
        hub.Sandbox.Calls[0]["RoleSessionName"].ShouldBe("keyreaper-444455556666");
    }

    [Fact]
    public async Task Its_report_metrics_and_attributes_are_the_account_s_and_no_summary()
    {
        Key("alice", used: 45);
        payments.Alias = "payments-prod";

        await hub.PassAsync(payments);

        var message = hub.World.Topic.Messages.ShouldHaveSingleItem();
        message.Subject.ShouldBe("[KeyReaper LIVE] 444455556666 (payments-prod): deactivated 1 of 1 access key");
        (message.Attributes["account"], message.Attributes["audience"], message.Attributes["outcome"]).ShouldBe(("444455556666", "account", "changed"));
        JsonElement.Parse(message.BodyFor("sqs")).GetProperty("audience").GetString().ShouldBe("account");
        JsonElement.Parse(hub.World.StandardOutput).GetProperty("AccountId").GetString().ShouldBe("444455556666");
    }

    [Fact]
    public async Task Weeks_go_by_there_as_they_do_at_home()
    {
        var key = Key("alice", used: 45);

        (await hub.PassAsync(payments)).Deactivated.ShouldBe(1);
        foreach (var days in new[] { 7, 7, 7, 7, 1 })
        {
            hub.World.Days(days);
            (await hub.PassAsync(payments)).InGrace.ShouldBe(1);
        }

        hub.World.Days(1);
        (await hub.PassAsync(payments)).Deleted.ShouldBe(1);

        key.User.AccessKeys.ShouldBeEmpty();
        key.User.Tags.ShouldBeEmpty();
    }

    [Fact]
    public async Task Owners_are_told_from_the_hub()
    {
        hub.World.With("OWNER_TAG", "owner");
        Key("alice").User.Tag("owner", "web");

        await hub.PassAsync(payments);

        hub.World.Topic.Messages.Select(message => message.Attributes["audience"]).ShouldBe(["account", "owner"]);
        (hub.LastMessage.Attributes["account"], hub.LastMessage.Attributes["owner"]).ShouldBe(("444455556666", "web"));
    }

    [Theory]
    [InlineData("""{"dryRun": true}""")]
    [InlineData("""{"overrides": [{"dryRun": "true"}]}""")]
    [InlineData("""{"overrides": [{"mode": "Dry-Run"}]}""")]
    public async Task A_dry_run_changes_nothing_there(string more)
    {
        Key("alice");
        var before = payments.Snapshot();

        var summary = await hub.PassAsync(payments, more);

        (summary.Mode, summary.Deactivated, summary.Outcome).ShouldBe(("DRY RUN", 1, "changed"));
        payments.Snapshot().ShouldBe(before);
    }

    [Theory]
    [InlineData("""{"unusedDays": 50}""")]
    [InlineData("""{"exemptUsers": "alice", "graceDays": "60"}""")]
    [InlineData("""{"exemptPaths": "/ci/"}""")]
    public async Task What_the_account_sets_for_itself_holds_for_it_and_for_no_other(string overrides)
    {
        var (here, there) = (Key("alice", used: 45, path: "/ci/"), hub.World.Key("alice", used: 45, path: "/ci/", account: hub.Join("777788889999")));

        await hub.PassAsync(payments, $$"""{"overrides": [{{overrides}}]}""");
        await hub.PassAsync(hub.Sandbox.Accounts["777788889999"]);

        (here.Status, there.Status).ShouldBe(("Active", "Inactive"));
    }

    [Fact]
    public async Task An_override_that_is_not_safer_is_refused_before_any_call()
    {
        (await Assert.ThrowsAsync<OverridesException>(() => hub.PassAsync(payments, """{"overrides": [{"unusedDays": "1"}]}"""))).Message.ShouldContain("unusedDays is '1'");

        hub.World.Calls.ShouldBeEmpty();
    }

    [Fact] // the state machine itself leaves out such an account; this is for callers of the function without it
    public async Task A_mode_of_off_is_refused_before_any_call()
    {
        (await Assert.ThrowsAsync<OverridesException>(() => hub.PassAsync(payments, """{"overrides": [{"unusedDays": "90"}, {"mode": "OFF"}]}"""))).Message.ShouldContain("mode is off: the account is to be left alone.");

        hub.World.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_unit_sets_holds_for_the_accounts_below_it_which_can_only_make_it_safer()
    {
        var key = Key("alice", used: 100);

        await hub.PassAsync(payments, """{"overrides": [{"unusedDays": "90"}, {"unusedDays": "120", "graceDays": "60"}]}""");
        key.Status.ShouldBe("Active");

        (await Assert.ThrowsAsync<OverridesException>(() => hub.PassAsync(payments, """{"overrides": [{"unusedDays": "90"}, {"unusedDays": "60"}]}""")))
            .Message.ShouldContain("unusedDays is '60'. Valid: whole numbers from 90 to 3650.");
        key.Status.ShouldBe("Active");
    }

    [Fact]
    public async Task What_fell_short_is_in_the_answer_that_the_state_machine_goes_on_with_and_in_the_log()
    {
        var kept = Key("alice");
        Key("bob");
        hub.Sandbox.Faults.Add(new() { Action = "UpdateAccessKey", AccessKeyId = kept.Id, Kind = FaultKind.AccessDenied });

        var summary = await hub.PassAsync(payments);

        (summary.Outcome, summary.Deactivated, summary.Failed, summary.NotAttempted).ShouldBe(("attention", 1, 1, 0));
        hub.LastMessage.Attributes["outcome"].ShouldBe("attention");
        hub.World.Log.ShouldContain("KeyReaper LIVE, account 444455556666: KeyReaper deactivated 1 of 2 access keys. 1 failed, 0 not attempted. See the report and the log.");
    }

    [Fact]
    public async Task Should_the_pass_be_cut_off_the_log_is_found_by_the_account_with_what_it_did()
    {
        var (kept, other) = (Key("alice"), Key("bob"));
        hub.Sandbox.Faults.Add(new() { Action = "UpdateAccessKey", AccessKeyId = kept.Id, Kind = FaultKind.AccessDenied });

        await hub.PassAsync(payments);

        string[] lines = [.. hub.World.Log.Split('\n').Select(line => line.Replace("Information: ", "", StringComparison.Ordinal).Trim())];
        lines[0].ShouldBe("Going through account 444455556666, by its role arn:aws:iam::444455556666:role/keyreaper/KeyReaperSpoke");
        lines.ShouldContain($"about to deactivate access key {other.Id} of user bob in account 444455556666");
        lines.ShouldContain($"deactivated access key {other.Id} of user bob in account 444455556666");
        lines.Single(line => line.StartsWith($"failed to deactivate access key {kept.Id} of user alice: ", StringComparison.Ordinal)).ShouldEndWith(" in account 444455556666");
    }

    [Fact]
    public async Task The_log_of_a_function_that_has_one_account_does_not_name_it_in_every_line()
    {
        await using var world = await Given.World.StartAsync();
        var key = world.Key("alice");

        await world.PassAsync();

        world.Log.Split('\n', StringSplitOptions.TrimEntries).ShouldContain($"Information: deactivated access key {key.Id} of user alice");
        world.Log.ShouldNotContain("Going through account");
    }

    [Fact]
    public async Task A_brake_that_trips_is_in_the_answer()
    {
        Key("alice");
        Key("bob");

        var summary = await hub.PassAsync(payments, """{"overrides": [{"maxDeactivations": "1"}]}""");

        (summary.Outcome, summary.BrakeTripped, summary.NotAttempted, summary.Deactivated).ShouldBe(("attention", true, 2, 0));
        summary.Result.ShouldBe("Nothing was deactivated or deleted, since the brake stopped it: of 2 access keys, 2 would be deactivated and the limit is 1.");
    }

    [Fact]
    public async Task Its_report_tells_by_which_values_it_was_judged()
    {
        hub.World.With("MAX_DELETIONS", "50");

        await hub.PassAsync(payments, """{"overrides": [{"unusedDays": 45, "graceDays": "60", "maxDeactivations": 1, "longestPauseDays": 4}]}""");

        hub.LastMessage.BodyFor("email").ShouldContain(
            """
            Keys are deactivated after 45 days without use and deleted after 60 days inactive, the grace period.
            A grace period begins anew if KeyReaper, while live, has not looked for more than 4 days.
            The brake: if there are more than 1 deactivation or 50 deletions to be done at once, none of them is done.
            """);
    }

    [Fact]
    public async Task An_owner_who_was_not_told_is_in_the_answer()
    {
        hub.World.With("OWNER_TAG", "owner");
        Key("alice").User.Tag("owner", "web");
        hub.Sandbox.Faults.Add(new() { Action = "Publish", Skip = 1, Kind = FaultKind.AccessDenied });

        var summary = await hub.PassAsync(payments);

        (summary.Outcome, summary.Result).ShouldBe(("attention", "KeyReaper deactivated 1 of 1 access key. 1 owner was not told."));
    }

    [Fact]
    public async Task What_was_done_is_in_the_answer_even_where_its_report_could_not_be_published_and_owners_are_told()
    {
        hub.World.With("OWNER_TAG", "owner");
        Key("alice").User.Tag("owner", "web");
        hub.Sandbox.Faults.Add(new() { Action = "Publish", Times = 1, Kind = FaultKind.AccessDenied });

        var summary = await hub.PassAsync(payments);

        (summary.Outcome, summary.Deactivated, summary.Failed, summary.Published).ShouldBe(("attention", 1, 0, false));
        summary.Result.ShouldBe("KeyReaper deactivated 1 of 1 access key. Its report could not be published and is in the log.");
        hub.World.Log.ShouldContain("The report could not be published to TOPIC_ARN");
        hub.World.Log.ShouldContain("KeyReaper LIVE: account 444455556666\n");
        hub.World.Topic.Messages.ShouldHaveSingleItem().Attributes["owner"].ShouldBe("web");
        JsonElement.Parse(hub.World.StandardOutput).GetProperty("AccountId").GetString().ShouldBe(payments.Id);
    }

    [Theory]
    [InlineData(FaultKind.AccessDenied)]
    [InlineData(FaultKind.ServerError)]
    public async Task A_topic_that_takes_nothing_does_not_keep_a_quiet_account_s_answer_from_calling_for_attention(FaultKind kind)
    {
        hub.Sandbox.Faults.Add(new() { Action = "Publish", Kind = kind });

        (await hub.PassAsync(payments)).Outcome.ShouldBe("attention");
    }

    [Fact]
    public async Task Without_an_account_in_the_event_nothing_is_done_for_the_hub_s_own_has_a_role_like_any_other()
    {
        hub.World.Key("alice");

        await Assert.ThrowsAsync<EventException>(() => hub.World.PassAsync());

        hub.World.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("organizationId", "o-another000")]
    [InlineData("accountId", "777788889999")]
    [InlineData("roleArn", "arn:aws:iam::444455556666:role/keyreaper/Admin")]
    [InlineData("roleArn", "arn:aws:iam::444455556666:role/KeyReaperSpoke")]
    [InlineData("roleArn", "arn:aws-cn:iam::444455556666:role/keyreaper/KeyReaperSpoke")]
    public async Task An_event_that_leads_elsewhere_is_refused_before_any_call(string property, string value)
    {
        var request = System.Text.Json.Nodes.JsonNode.Parse(hub.EventFor(payments.Id))!;
        request[property] = value;

        await Assert.ThrowsAsync<EventException>(() => hub.World.PassAsync(request.ToJsonString()));

        hub.World.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_function_never_signs_with_what_it_got_for_another_account_s_pass()
    {
        var lab = hub.Join("777788889999");
        foreach (var account in new[] { payments, lab }) hub.World.Key("alice", account: account);
        hub.World.With("INVENTORY", "walk");
        using var function = hub.World.Deploy();
        var used = new HashSet<string?>();

        foreach (var (account, request) in new[] { (payments.Id, hub.EventFor(payments.Id)), (lab.Id, hub.EventFor(lab.Id)), (payments.Id, hub.EventFor(payments.Id)) })
        {
            hub.Sandbox.ClearCalls();
            (await function.InvokeAsync(request, new Given.CollectedLog(), Stream.Null)).Account.ShouldBe(account);

            var calls = hub.Sandbox.Calls.Where(call => call.Service == "iam").ToArray();
            calls.ShouldNotBeEmpty();
            calls.ShouldAllBe(call => call.AccountId == account);
            used.Add(calls.Select(call => call.CallerAccessKeyId).Distinct().ShouldHaveSingleItem()).ShouldBeTrue("credentials are good for one pass");
        }
    }

    public Task DisposeAsync() => hub.DisposeAsync().AsTask();

    private SandboxAccessKey Key(string user, double? used = null, string path = "/") => hub.World.Key(user, used: used, path: path, account: payments);
}
