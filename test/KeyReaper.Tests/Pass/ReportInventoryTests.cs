using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Pass;

/// <summary>The credential report as a prefilter: what it saves, and what happens without it.</summary>
public class ReportInventoryTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(300)]
    public async Task A_steady_account_costs_the_same_four_calls_however_many_users_it_has(int users)
    {
        await using var world = await World.StartAsync();
        for (var i = 0; i < users; i++) world.Key($"user{i}", used: 3);

        var summary = await world.PassAsync();

        world.Calls.Except(["ListAccountAliases"]).ShouldBe(["GenerateCredentialReport", "GetCredentialReport", "Publish"]);
        world.Calls.ShouldContain("ListAccountAliases", "beside the work");
        world.Calls.Count().ShouldBe(4);
        (summary.Users, summary.Keys, summary.InUse).ShouldBe((users, users, users));
        summary.Inventory.ShouldBe($"The credential report of 2026-01-05 06:00 UTC ruled out {users} users; 0 were read.");
        world.MailText.ShouldContain(summary.Inventory);
    }

    [Fact]
    public async Task Only_users_that_can_matter_are_read_tags_first_and_last_use_only_where_it_matters()
    {
        await using var world = await World.StartAsync();
        world.Key("busy", used: 1);
        world.Key("stale", used: 40);
        world.Key("stale", used: 1); // same user, in use
        world.Key("inactive", used: 40).Deactivate();
        world.Key("exempt").User.Tag("keyreaper:exempt", "true");

        await world.With("DRY_RUN", "true").PassAsync();

        string[] CallsFor(string user) => [.. world.Sandbox.Calls.Where(call => (call.UserName ?? Owner(world, call)) == user).Select(call => call.Action)];
        CallsFor("busy").ShouldBeEmpty();
        CallsFor("exempt").ShouldBe(["GetUser"]);
        CallsFor("inactive").ShouldBe(["GetUser", "ListAccessKeys", "GetAccessKeyLastUsed"]);
        CallsFor("stale").ShouldBe(["GetUser", "ListAccessKeys", "GetAccessKeyLastUsed", "GetAccessKeyLastUsed"]);
    }

    [Fact]
    public async Task An_active_root_key_is_always_mentioned()
    {
        await using var world = await World.StartAsync();
        world.Account.RootAccessKey = true;

        await world.PassAsync();

        world.MailText.ShouldContain("The root user has an active access key. KeyReaper cannot remove it");
    }

    [Fact]
    public async Task A_report_still_being_made_is_waited_for()
    {
        await using var world = await World.StartAsync();
        world.ReportIsFresh = false;
        world.Account.CredentialReport.TakesTime = TimeSpan.FromSeconds(12);
        var key = world.Key("alice");

        await world.PassAsync();

        key.Status.ShouldBe("Inactive");
        world.Calls.Count(call => call == "GetCredentialReport").ShouldBe(3, "after 2, 6 and 14 seconds");
        world.Calls.ShouldNotContain("ListUsers");
    }

    [Theory]
    [InlineData("GenerateCredentialReport", FaultKind.AccessDenied, "iam:GenerateCredentialReport: AccessDenied")]
    [InlineData("GetCredentialReport", FaultKind.AccessDenied, "iam:GetCredentialReport: AccessDenied")]
    [InlineData("GenerateCredentialReport", FaultKind.Throttle, "iam:GenerateCredentialReport: Throttling: Rate exceeded")]
    [InlineData("GenerateCredentialReport", FaultKind.ServerError, "iam:GenerateCredentialReport: ServiceFailure")]
    public async Task Without_a_report_every_user_is_read_and_the_summary_says_why(string action, FaultKind fault, string why)
    {
        await using var world = await World.StartAsync();
        var key = world.Key("alice");
        world.Sandbox.Faults.Add(new() { Action = action, Kind = fault });

        var summary = await world.PassAsync();

        key.Status.ShouldBe("Inactive");
        summary.Inventory.ShouldStartWith($"Every user was read: the credential report could not be used: {why}");
        world.Calls.ShouldContain("ListUsers");
    }

    [Theory]
    [InlineData(409, "LimitExceeded")]
    [InlineData(410, "ReportExpired")]
    [InlineData(410, "ReportNotPresent")]
    public async Task Every_way_IAM_has_to_refuse_it_leads_to_the_walk(int status, string code)
    {
        await using var world = await World.StartAsync();
        var key = world.Key("alice");
        world.Sandbox.Faults.Add(new() { Action = code == "LimitExceeded" ? "GenerateCredentialReport" : "GetCredentialReport", Kind = FaultKind.Error, Status = status, Code = code, Message = "no" });

        (await world.PassAsync()).Inventory.ShouldContain(code);

        key.Status.ShouldBe("Inactive");
    }

    [Fact]
    public async Task A_report_that_never_gets_done_is_given_up()
    {
        await using var world = await World.StartAsync();
        world.ReportIsFresh = false;
        world.Account.CredentialReport.TakesCalls = int.MaxValue;
        var key = world.Key("alice");

        (await world.PassAsync()).Inventory.ShouldContain("IAM had not finished it after 90 seconds");

        key.Status.ShouldBe("Inactive");
    }

    [Theory]
    [InlineData("no rows", "it does not have exactly one row for <root_account>")]
    [InlineData("no root row", "it does not have exactly one row for <root_account>")]
    [InlineData("the root row twice", "it does not have exactly one row for <root_account>")]
    [InlineData("a user twice", "it has user 'alice' twice")]
    [InlineData("from the future", "IAM delivered one made at 2026-01-05 12:00 UTC")]
    public async Task An_incomplete_report_is_not_used_and_every_user_is_read_instead(string flaw, string why)
    {
        await using var world = await World.StartAsync();
        var key = world.Key("alice");
        world.Sandbox.Faults.Add(new()
        {
            Action = "GetCredentialReport",
            Kind = FaultKind.Rewritten,
            Rewrite = (_, answer) => flaw switch
            {
                "no rows" => answer.WithCsv(rows => rows[..1]),
                "no root row" => answer.WithCsv(rows => [rows[0], .. rows[2..]]),
                "the root row twice" => answer.WithCsv(rows => [.. rows, rows[1]]),
                "a user twice" => answer.WithCsv(rows => [.. rows, rows[2].Replace("alice", "Alice", StringComparison.Ordinal)]),
                _ => answer.Replace("<GeneratedTime>2026-01-05T06:", "<GeneratedTime>2026-01-05T12:", StringComparison.Ordinal),
            },
        });

        var summary = await world.PassAsync();

        summary.Inventory.ShouldStartWith("Every user was read: the credential report could not be used: ");
        summary.Inventory.ShouldContain(why);
        (summary.Users, key.Status).ShouldBe((1, "Inactive"));
    }

    [Fact]
    public async Task An_inactive_key_is_found_even_if_the_report_tells_no_rotation_of_it_as_its_documentation_says()
    {
        await using var world = await World.StartAsync();
        var key = world.Key("alice", used: 60);
        key.Deactivate();
        world.Sandbox.Faults.Add(new()
        {
            Action = "GetCredentialReport",
            Kind = FaultKind.Rewritten,
            Rewrite = (_, answer) => answer.WithCsv(rows => [rows[0], rows[1], rows[2].Replace($"false,{key.Created:yyyy-MM-dd'T'HH:mm:ss'Z'},", "false,N/A,", StringComparison.Ordinal)]),
        });

        var summary = await world.PassAsync();

        (summary.GraceStarted, summary.Inventory).ShouldBe((1, "The credential report of 2026-01-05 06:00 UTC ruled out 0 users; 1 was read."));
    }

    [Fact]
    public async Task A_report_that_hangs_leaves_most_of_the_time_for_reading_every_user()
    {
        await using var world = await World.StartAsync();
        var key = world.Key("alice");
        world.Sandbox.Faults.Add(new() { Action = "GetCredentialReport", Kind = FaultKind.ServerError, Before = _ => world.Sandbox.Clock.Advance(TimeSpan.FromMinutes(3.1)) });

        (await world.PassAsync()).Inventory.ShouldContain("IAM had not delivered it after 3 minutes");

        key.Status.ShouldBe("Inactive");
    }

    [Fact]
    public async Task Nothing_is_decided_from_the_report_itself()
    {
        await using var world = await World.StartAsync();
        world.ReportIsFresh = false;
        var usedSince = world.Key("used-since", used: 60);
        var deletedSince = world.Key("deleted-since", used: 60);
        var exemptedSince = world.Key("exempted-since", used: 60);
        world.Account.CredentialReport.Store();
        world.Days(3.9 / 24);
        usedSince.Use();
        deletedSince.Delete();
        exemptedSince.User.Tag("keyreaper:exempt", "true");

        var summary = await world.PassAsync();

        (summary.Deactivated, summary.ExemptUsers).ShouldBe((0, 1));
        world.Mutations.ShouldBeEmpty();
    }

    private static string? Owner(World world, SandboxCall call) =>
        world.Account.Users.FirstOrDefault(user => user.AccessKeys.Any(key => key.Id == call.AccessKeyId))?.Name;
}
