using System.Text.Json;
using KeyReaper.Asked;
using KeyReaper.Pass;

namespace KeyReaper.Tests.Organization;

/// <summary>The passes of a live run's two rounds in one account: the first acts on nothing, the second does no more than the first rehearsed.</summary>
public sealed class RehearsalTests : IAsyncLifetime
{
    private const string Rehearsal = """{"rehearsal": true}""";

    private Hub hub = null!;
    private SandboxAccount payments = null!;

    public async Task InitializeAsync()
    {
        hub = await Hub.StartAsync();
        payments = hub.Join("444455556666");
    }

    public Task DisposeAsync() => hub.DisposeAsync().AsTask();

    [Fact]
    public async Task A_rehearsal_changes_and_publishes_nothing_and_says_what_it_leaves_to_be_done()
    {
        Key("alice", used: 45);
        Key("bob", used: 1);
        Key("carol").Status = "Inactive";
        var before = payments.Snapshot();

        var summary = await hub.PassAsync(payments, Rehearsal);

        payments.Snapshot().ShouldBe(before);
        hub.World.Topic.Messages.ShouldBeEmpty();
        hub.World.StandardOutput.ShouldBeEmpty("the metrics are those of the pass that follows");
        hub.World.Log.ShouldContain("Rehearsed account 444455556666 for a live run. Dry run, nothing was changed: KeyReaper would deactivate 1 of 3 access keys; 1 would begin its grace period.");
        (summary.Mode, summary.Published, summary.ToDo).ShouldBe(("DRY RUN", false, new ToDo(1, 0, 1)));
    }

    [Fact]
    public async Task One_that_leaves_nothing_is_what_a_live_pass_would_have_been_and_reports_as_one()
    {
        Key("alice", used: 26);
        Key("bob", used: 1);

        var rehearsed = await hub.PassAsync(payments, Rehearsal);

        var mail = hub.World.Topic.Messages.ShouldHaveSingleItem();
        (mail.Attributes["mode"], mail.Attributes["audience"], mail.Attributes["outcome"]).ShouldBe(("live", "account", "due"));
        JsonElement.Parse(hub.World.StandardOutput).GetProperty("Mode").GetString().ShouldBe("LIVE");
        var live = await hub.PassAsync(payments);
        (rehearsed with { RunId = live.RunId }).ShouldBeEquivalentTo(live);
        hub.LastMessage.BodyFor("sqs").ShouldBe(mail.BodyFor("sqs"));
    }

    [Fact]
    public async Task A_pass_whose_acts_the_account_s_own_brake_stops_reports_that_itself()
    {
        Key("alice", used: 45);
        Key("bob", used: 45);

        var summary = await hub.PassAsync(payments, """{"rehearsal": true, "overrides": [{"maxDeactivations": "1"}]}""");

        (summary.Mode, summary.Outcome, summary.BrakeTripped, summary.NotAttempted, summary.ToDo).ShouldBe(("LIVE", "attention", true, 2, null));
        hub.World.Topic.Messages.ShouldHaveSingleItem().Attributes["outcome"].ShouldBe("attention");
        payments.Users.SelectMany(user => user.AccessKeys).ShouldAllBe(key => key.Status == "Active");
    }

    [Fact]
    public async Task One_whose_inventory_breaks_off_leaves_nothing_and_reports_that_itself()
    {
        Key("alice", used: 45);
        hub.Sandbox.Faults.Add(new() { AccountId = payments.Id, When = call => call.Action is "GenerateCredentialReport" or "GetCredentialReport" or "ListUsers", Kind = FaultKind.AccessDenied });

        var summary = await hub.PassAsync(payments, Rehearsal);

        (summary.Mode, summary.Outcome, summary.ToDo).ShouldBe(("LIVE", "attention", null));
        hub.World.Topic.Messages.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("""{"dryRun": true, "rehearsal": false}""")]
    [InlineData("""{"rehearsal": true, "overrides": [{"dryRun": "true"}]}""")]
    public async Task An_account_that_always_rehearses_reports_as_such_and_leaves_nothing(string request)
    {
        Key("alice", used: 45);

        var summary = await hub.PassAsync(payments, request);

        (summary.Mode, summary.Deactivated, summary.ToDo, summary.Ahead).ShouldBe(("DRY RUN", 1, null, null));
        hub.World.Topic.Messages.ShouldHaveSingleItem().Attributes["mode"].ShouldBe("dry-run");
    }

    [Fact]
    public async Task A_hub_that_rehearses_reports_and_says_what_going_live_would_leave()
    {
        hub.World.With("DRY_RUN", "true");
        Key("alice", used: 45);

        var summary = await hub.PassAsync(payments, Rehearsal);

        (summary.Mode, summary.Published, summary.ToDo).ShouldBe(("DRY RUN", true, new ToDo(1, 0, 0)));
    }

    [Fact]
    public async Task What_falls_due_after_the_rehearsal_waits_and_trips_nothing()
    {
        var (first, second) = (Key("zoe", used: 31), Key("alice", used: 30 - 0.01));
        var rehearsed = await hub.PassAsync(payments, Rehearsal);
        rehearsed.ToDo.ShouldBe(new(1, 0, 0));
        hub.World.Days(0.1);

        var summary = await hub.PassAsync(payments, """{"most": {"deactivations": 1, "deletions": 0}, "overrides": [{"maxDeactivations": "1"}]}""");

        (first.Status, second.Status).ShouldBe(("Inactive", "Active"));
        (summary.Outcome, summary.Deactivated, summary.NotAttempted, summary.BrakeTripped, summary.ToDo).ShouldBe(("changed", 1, 0, false, new ToDo(1, 0, 0)));
        hub.LastMessage.BodyFor("email").ShouldContain("PLANNED, NOT DONE (1)\nSome of this waits for a later run: ");
        (await hub.PassAsync(payments)).Deactivated.ShouldBe(1, "the next run does it");
    }

    [Fact]
    public async Task With_nothing_allowed_records_are_written_all_the_same_and_that_is_no_error()
    {
        var (due, old, inactive) = (Key("alice", used: 45), Key("bob"), Key("carol"));
        (old.Status, inactive.Status) = ("Inactive", "Inactive");
        await hub.PassAsync(payments, """{"overrides": [{"exemptUsers": "alice carol"}]}""");
        foreach (var days in new[] { 7, 7, 7, 7, 3 })
        {
            hub.World.Days(days);
            due.Use(at: hub.Sandbox.Clock.GetUtcNow().AddDays(-45));
            await hub.PassAsync(payments, """{"most": {"deactivations": 0, "deletions": 0}, "overrides": [{"exemptUsers": "alice carol"}]}""");
        }

        var summary = await hub.PassAsync(payments, """{"most": {"deactivations": 0, "deletions": 0}}""");

        (due.Status, payments.Users.Single(user => user.Name == "bob").AccessKeys.Count).ShouldBe(("Active", 1));
        (summary.Outcome, summary.GraceStarted, summary.Failed, summary.NotAttempted, summary.ToDo).ShouldBe(("changed", 1, 0, 0, new ToDo(1, 1, 0)));
        payments.Users.Single(user => user.Name == "bob").Tags.Values.Single().ShouldContain($"seen {hub.Sandbox.Clock.GetUtcNow():yyyy-MM-dd}", customMessage: "the watch goes on");
        hub.World.Log.ShouldNotContain("not attempted");
    }

    [Fact]
    public async Task What_the_account_s_own_brake_stops_is_told_by_the_second_pass_too_where_there_is_something_to_be_recorded()
    {
        Key("alice", used: 45);
        Key("bob", used: 45);
        Key("carol").Status = "Inactive";
        const string Own = """ "overrides": [{"maxDeactivations": "1"}]""";

        var rehearsed = await hub.PassAsync(payments, $$"""{"rehearsal": true, {{Own}}}""");
        rehearsed.ToDo.ShouldBe(new(0, 0, 1), "what is stopped does not count towards the organization's brake");
        var summary = await hub.PassAsync(payments, $$"""{"most": {"deactivations": {{rehearsed.Deactivated}}, "deletions": {{rehearsed.Deleted}}}, {{Own}}}""");

        (summary.Outcome, summary.BrakeTripped, summary.Deactivated, summary.NotAttempted, summary.GraceStarted, summary.ToDo).ShouldBe(("attention", true, 0, 2, 1, null));
    }

    [Theory]
    [InlineData("""{"rehearsal": false}""")]
    [InlineData("""{"rehearsal": true, "most": {"deactivations": 1, "deletions": 1}}""")]
    public async Task A_live_hub_makes_no_pass_that_says_neither_or_both(string request)
    {
        Key("alice", used: 45);
        var json = System.Text.Json.Nodes.JsonNode.Parse(hub.EventFor(payments.Id, more: request))!;

        (await Assert.ThrowsAsync<EventException>(() => hub.World.PassAsync(json.ToJsonString()))).Message.ShouldContain("Valid: one of rehearsal and most, or dryRun");

        hub.World.Calls.ShouldBeEmpty();
    }

    private SandboxAccessKey Key(string user, double? used = null) => hub.World.Key(user, used: used, account: payments);
}
