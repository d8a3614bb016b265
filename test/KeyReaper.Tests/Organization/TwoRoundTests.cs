using System.Text.Json.Nodes;

namespace KeyReaper.Tests.Organization;

/// <summary>Whole live runs over a few accounts, with the real functions: the organization's brake, and what happens between the rounds.</summary>
public sealed class TwoRoundTests : IAsyncLifetime
{
    private Hub hub = null!;

    public async Task InitializeAsync() => hub = await Hub.StartAsync();

    public Task DisposeAsync() => hub.DisposeAsync().AsTask();

    [Fact]
    public async Task A_slip_in_the_hub_s_unused_days_changes_no_key_anywhere_and_the_report_says_why()
    {
        foreach (var number in Enumerable.Range(1, 11))
        {
            var account = Join(number);
            foreach (var user in Enumerable.Range(0, 46)) Key(account, $"user-{user:00}", used: 5 + (user % 20));
        }

        hub.World.With("UNUSED_DAYS", "3");
        var before = Snapshot();

        var answer = await RunAsync(500, 500);

        Snapshot().ShouldBe(before);
        answer["outcome"]!.ToString().ShouldBe("attention");
        answer["result"]!.ToString().ShouldStartWith(
            "The organization's brake stopped the run before its first act: 506 would be deactivated in all accounts together and MaxOrganizationDeactivations is 500. KeyReaper left all 506 access keys in 11 accounts as they are.");
        var mail = hub.LastMessage.BodyFor("email");
        mail.ShouldContain("STOPPED BY THE ORGANIZATION'S BRAKE (11)");
        mail.ShouldContain("UnusedDays is 3 and GraceDays 30: if that is not what you mean, correct it.");
        mail.ShouldContain("444400000001 account-444400000001: would deactivate 46 of 46 access keys");
        mail.ShouldContain("raise the organization's brake with the command in the output GoLive of the stack that sends this report (hub.yaml), and MaxOrganizationDeactivations=506 MaxOrganizationDeletions=506 in place of DryRun=false.", customMessage: mail);
        hub.World.Topic.Messages.ShouldHaveSingleItem("no account has anything to record, and so a report of its own").Attributes["audience"].ShouldBe("summary");
    }

    [Fact]
    public async Task After_a_stop_accounts_are_entered_for_their_records_alone_and_what_was_planned_is_told_largest_first()
    {
        var (small, large, recording) = (Join(1), Join(2), Join(3));
        Key(small, "alice", used: 45);
        foreach (var user in Enumerable.Range(0, 3)) Key(large, $"user-{user}", used: 45);
        var due = Key(recording, "bob", used: 45);
        var other = Key(recording, "carol", used: 45);
        Key(recording, "dave").Status = "Inactive";

        var answer = await RunAsync(5, 500);

        hub.Sandbox.Accounts.Values.SelectMany(account => account.Users).SelectMany(user => user.AccessKeys).Count(key => key.Status == "Inactive").ShouldBe(1);
        (due.Status, other.Status).ShouldBe(("Active", "Active"));
        recording.Users.Single(user => user.Name == "dave").Tags.Values.Single().ShouldStartWith("inactive 2026-01-05T06:00:");
        answer["live"]!["counts"]!["graceStarted"]!.GetValue<int>().ShouldBe(1);
        answer["attention"]!.GetValue<int>().ShouldBe(0, "no account fell short");
        var report = JsonNode.Parse(hub.LastMessage.BodyFor("sqs"))!;
        report["accounts"]!.AsArray().Select(account => $"{account!["id"]} {account["standing"]} {account["keys"]}").ShouldBe(["444400000002 stopped 3", "444400000003 stopped 2", "444400000001 stopped 1"]);
        hub.LastMessage.BodyFor("email").ShouldContain("444400000003 account-444400000003: would deactivate 2 of 3 access keys; 1 began its grace period");
        var own = hub.World.Topic.Messages.Single(message => message.Attributes["audience"] == "account");
        (own.Attributes["account"], own.Attributes["outcome"]).ShouldBe(("444400000003", "changed"));
        own.BodyFor("email").ShouldNotContain("NEEDS ATTENTION");
        own.BodyFor("email").ShouldContain("PLANNED, NOT DONE (2)");
    }

    [Theory]
    [InlineData(2, 1, false)]
    [InlineData(2, 2, true)]
    [InlineData(1, 2, false)]
    [InlineData(3, 3, true)]
    public async Task Deactivations_and_deletions_have_a_limit_each_and_one_that_is_exceeded_stops_both(int mostDeactivations, int mostDeletions, bool goesOn)
    {
        var accounts = new[] { Join(1), Join(2) };
        foreach (var account in accounts) Key(account, "gone").Status = "Inactive";
        await RunAsync(500, 500);
        foreach (var week in Enumerable.Range(0, 5))
        {
            hub.World.Days(6);
            foreach (var account in accounts.Where(_ => week == 4)) Key(account, "idle", used: 45);
            if (week < 4) await RunAsync(500, 500);
        }

        var answer = await RunAsync(mostDeactivations, mostDeletions);

        accounts.Sum(account => account.Users.Single(user => user.Name == "gone").AccessKeys.Count).ShouldBe(goesOn ? 0 : 2);
        accounts.Count(account => account.Users.Single(user => user.Name == "idle").AccessKeys.Single().Status == "Active").ShouldBe(goesOn ? 0 : 2);
        answer["outcome"]!.ToString().ShouldBe(goesOn ? "changed" : "attention");
    }

    [Fact]
    public async Task What_falls_due_between_the_rounds_waits_for_the_next_run_and_trips_neither_brake()
    {
        hub.World.With("MAX_DEACTIVATIONS", "1");
        var (payments, shop) = (Join(1), Join(2));
        var due = Key(payments, "zoe", used: 31);
        var next = Key(payments, "alice", used: 30 - 0.01);
        Key(shop, "bob", used: 30 - 0.01);

        var answer = await RunAsync(1, 1, () => hub.World.Days(0.1));

        (due.Status, next.Status).ShouldBe(("Inactive", "Active"));
        (answer["outcome"]!.ToString(), answer["live"]!["counts"]!["deactivated"]!.GetValue<int>()).ShouldBe(("changed", 1));
        hub.LastMessage.BodyFor("email").ShouldContain("1 fell due meanwhile and waits for a later run");
        hub.World.Days(1);
        (await RunAsync(2, 1))["live"]!["counts"]!["deactivated"]!.GetValue<int>().ShouldBe(2);
        next.Status.ShouldBe("Inactive");
    }

    [Fact]
    public async Task An_account_whose_rehearsal_fails_is_not_entered_and_told_as_failed_and_the_others_go_on()
    {
        var (payments, misspelt, strange) = (Join(1), Join(2), Join(3));
        var due = new[] { payments, misspelt, strange }.Select(account => Key(account, "alice", used: 45)).ToArray();
        hub.Sandbox.Organization.Members[misspelt.Id].Tags["keyreaper:unused-day"] = "90";
        hub.Sandbox.Faults.Add(new() { When = call => call.Action == "AssumeRole" && call["RoleArn"]!.Contains(strange.Id, StringComparison.Ordinal), Kind = FaultKind.AccessDenied });

        await RunAsync(500, 500);

        due.Select(key => key.Status).ShouldBe(["Inactive", "Active", "Active"]);
        Standings().ShouldBe(["444400000003 unreachable", "444400000002 failed", "444400000001 changed"]);
    }

    [Fact]
    public async Task What_a_person_changes_between_the_rounds_counts()
    {
        var (used, off, rehearsing, gone, left) = (Join(1), Join(2), Join(3), Join(4), Join(5));
        var keys = new[] { used, off, rehearsing, gone, left }.Select(account => Key(account, "alice", used: 45)).ToArray();

        var answer = await RunAsync(500, 500, () =>
        {
            keys[0].Use();
            hub.Sandbox.Organization.Members[off.Id].Tags["keyreaper:mode"] = "off";
            hub.Sandbox.Organization.Members[rehearsing.Id].Tags["keyreaper:mode"] = "dry-run";
            keys[3].Delete();
            hub.Sandbox.Organization.Members[left.Id].State = "PENDING_CLOSURE";
        });

        keys.Select(key => key.Status).ShouldAllBe(status => status == "Active");
        answer["missing"]!.GetValue<int>().ShouldBe(0);
        Standings().ShouldBe(["444400000003 changed", "444400000002 off", "444400000005 off", "444400000001 quiet", "444400000004 quiet"]);
    }

    [Fact]
    public async Task Weeks_before_a_day_on_which_the_organization_s_brake_would_stop_a_run_the_report_says_so_and_what_to_deploy()
    {
        foreach (var number in Enumerable.Range(1, 3)) Key(Join(number), "alice").Status = "Inactive";

        var answer = await RunAsync(500, 2);

        answer["result"]!.ToString().ShouldEndWith(
            " On 2026-02-04 the organization's brake would stop a run: 3 would be deleted in all accounts together and MaxOrganizationDeletions is 2. It would then deactivate and delete nothing, nor would later runs.");
        hub.LastMessage.BodyFor("email").ShouldContain("If that is right, then before 2026-02-04, raise the organization's brake with the command in the output GoLive of the stack that sends this report (hub.yaml), and MaxOrganizationDeletions=3 in place of DryRun=false.");
        JsonNode.Parse(hub.LastMessage.BodyFor("sqs"))!["ahead"]!.ToJsonString().ShouldBe("""[{"date":"2026-02-04","deactivations":0,"deletions":3,"tooMuch":true}]""");
        answer["outcome"]!.ToString().ShouldBe("changed", "there is time");
    }

    private SandboxAccount Join(int number) => hub.Join(ARun.Id(number));

    private SandboxAccessKey Key(SandboxAccount account, string user, double? used = null) => hub.World.Key(user, used: used, account: account);

    private Dictionary<string, string> Snapshot() => hub.Sandbox.Accounts.ToDictionary(account => account.Key, account => account.Value.Snapshot());

    private IEnumerable<string> Standings() => JsonNode.Parse(hub.LastMessage.BodyFor("sqs"))!["accounts"]!.AsArray().Select(account => $"{account!["id"]} {account["standing"]}");

    private async Task<JsonNode> RunAsync(int mostDeactivations, int mostDeletions, Action? between = null)
    {
        foreach (var account in hub.Sandbox.Accounts.Values) account.CredentialReport.Store();
        using var flow = new HubFlow(hub.Sandbox, hub.InvokeAsync, Hub.ExternalId, hub.World.Account.Id, (mostDeactivations, mostDeletions)) { BetweenTheRounds = between ?? (() => { }) };
        return await flow.RunAsync();
    }
}
