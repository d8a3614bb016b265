using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Organization;

/// <summary>Whatever goes wrong, in one account or in all, the report says so and the run fails.</summary>
public sealed class HubRunTroubleTests : HubRunTest
{
    private const string Unreachable = """{"errorType": "UnreachableAccountException", "errorMessage": "The role cannot be assumed.", "stackTrace": ["at x"]}""";

    [InstalledFact("node jsonata")]
    public async Task Accounts_that_cannot_be_reached_or_fail_are_told_and_the_others_go_on()
    {
        var ids = Join(6);
        Start();
        Hub.Pass = id => Array.IndexOf(ids, id) switch
        {
            0 => throw new StatesException("UnreachableAccountException", Unreachable),
            1 => throw new StatesException("PassException", "{\n  \"errorType\": \"PassException\",\n  \"errorMessage\": \"2 failed. See the report.\",\n  \"stackTrace\": []\n}"),
            2 => throw new StatesException("States.Timeout", ""),
            3 => throw new StatesException("Lambda.Unknown", "The cause could not be determined because Lambda did not return an error type. Returned payload: " + new string('x', 5000)),
            _ => null,
        };

        (await AttentionAsync()).ShouldBe("4 need attention, 0 are missing.");

        Passed.ShouldBe(Sandbox.Accounts.Keys, ignoreOrder: true);
        Told(ids[0]).ShouldBe($"account {ids[0]}: unreachable: UnreachableAccountException: The role cannot be assumed.");
        Told(ids[1]).ShouldBe($"account {ids[1]}: failed: PassException: 2 failed. See the report.");
        Told(ids[2]).ShouldBe($"account {ids[2]}: failed: States.Timeout: ");
        Told(ids[3]).Length.ShouldBe($"account {ids[3]}: failed: Lambda.Unknown: ".Length + 400);
        Hub.Results.Count(result => result["outcome"]!.ToString() == "done").ShouldBe(3);
    }

    [InstalledFact("node jsonata")]
    public async Task A_message_is_told_whole_whatever_it_quotes_and_wherever_it_stands_in_the_cause()
    {
        var ids = Join(2);
        Start();
        Hub.Pass = id =>
            id == ids[0] ? throw new StatesException("X", """{"errorType": "X", "errorMessage": "denied by \"deny-all\", for now", "stackTrace": []}""")
            : id == ids[1] ? throw new StatesException("Sandbox.Timedout", """{"errorType":"Sandbox.Timedout","errorMessage":"Task timed out after 900.00 seconds"}""")
            : null;

        await AttentionAsync();

        Told(ids[0]).ShouldEndWith("""X: denied by \"deny-all\", for now""");
        Told(ids[1]).ShouldEndWith("Sandbox.Timedout: Task timed out after 900.00 seconds");
    }

    [InstalledFact("node jsonata")]
    public async Task An_id_to_exclude_that_is_not_an_account_may_be_a_slip_so_no_account_is_touched()
    {
        var ids = Join(2);
        Start(("ExcludeAccounts", $"{ids[0]},444400000009"));

        (await AttentionAsync()).ShouldBe("ExcludeAccounts names 444400000009, not of this organization. No account was gone through.");

        Hub.Passes.ShouldBeEmpty();
        Hub.Report["asked"]!.GetValue<int>().ShouldBe(0);
    }

    [InstalledFact("node jsonata")]
    public async Task If_ids_and_tags_do_not_fit_into_one_state_the_report_says_so_and_no_account_is_touched()
    {
        var unit = Sandbox.Organization.Root.CreateUnit("Workloads");
        foreach (var number in Enumerable.Range(0, 50)) unit.Tags[$"keyreaper:{number:00}{new string('x', 100)}"] = new string('y', 200);
        foreach (var number in Enumerable.Range(0, 20))
        {
            var below = unit.CreateUnit($"Unit {number}");
            foreach (var (key, value) in unit.Tags) below.Tags[key] = value;
            Join(1, below);
        }

        (await AttentionAsync(("ExcludeAccounts", Account.Id))).ShouldStartWith("The ids of 20 accounts, of 22 units above them and the tags of these take more than the 256 KiB of one state.");

        Hub.Passes.ShouldBeEmpty();
    }

    [InstalledFact("node jsonata")]
    public async Task Too_much_data_which_States_ALL_does_not_catch_is_reported_too()
    {
        Start();
        Hub.Organizations = (action, _) => action == "ListAccounts" ? throw new StatesException("States.DataLimitExceeded", "256 KiB") : null;

        (await AttentionAsync()).ShouldBe("ListAccounts: States.DataLimitExceeded: 256 KiB");
    }

    [InstalledFact("node jsonata")]
    public async Task An_account_whose_tags_cannot_be_read_is_not_touched_and_told()
    {
        var ids = Join(2);
        Start();
        Hub.Organizations = (_, arguments) => arguments["ResourceId"]?.ToString() == ids[0] ? throw new StatesException("Organizations.AccessDeniedException", "You don't have permissions.") : null;

        (await AttentionAsync()).ShouldBe("1 need attention, 0 are missing.");

        Passed.ShouldBe([Account.Id, ids[1]], ignoreOrder: true);
        Told(ids[0]).ShouldBe($"account {ids[0]}: failed: Organizations.AccessDeniedException: You don't have permissions.");
    }

    [InstalledFact("node jsonata")]
    public async Task An_account_that_has_left_is_not_touched_and_told_without_a_name()
    {
        var ids = Join(2);
        Start();
        Hub.Organizations = (_, arguments) => arguments["AccountId"]?.ToString() == ids[0] ? throw new StatesException("Organizations.AccountNotFoundException", "You specified an account that doesn't exist.") : null;

        await AttentionAsync();

        Passed.ShouldBe([Account.Id, ids[1]], ignoreOrder: true);
        Told(ids[0]).ShouldBe(": failed: Organizations.AccountNotFoundException: You specified an account that doesn't exist.");
        Hub.Results.First(result => result["outcome"]!.ToString() == "failed").AsObject().ContainsKey("name").ShouldBeFalse();
    }

    [InstalledFact("node jsonata")]
    public async Task What_throttles_is_tried_again_and_a_pass_that_failed_is_not()
    {
        var ids = Join(2);
        Start();
        var refused = new Dictionary<string, int>();
        Hub.Organizations = (action, _) =>
        {
            if (refused.GetValueOrDefault(action) == 30) return null;
            refused[action] = refused.GetValueOrDefault(action) + 1;
            throw new StatesException("Organizations.TooManyRequestsException", "");
        };
        Hub.Pass = id =>
            id == ids[0] && Passed.Count(passed => passed == id) <= 30 ? throw new StatesException("Lambda.TooManyRequestsException", "")
            : id == ids[1] ? throw new StatesException("PassException", "")
            : null;

        (await AttentionAsync()).ShouldBe("1 need attention, 0 are missing.");

        Passed.CountBy(id => id).ToDictionary().ShouldBe(new Dictionary<string, int> { [Account.Id] = 1, [ids[0]] = 31, [ids[1]] = 1 }, ignoreOrder: true);
        refused.Keys.ShouldBe(["ListAccounts", "ListTagsForResource", "DescribeAccount"]);
    }

    [InstalledFact("node jsonata")]
    public async Task Accounts_that_cannot_be_listed_are_reported()
    {
        Join(30);
        Start(("IncludeAccounts", "444400000029"));
        Hub.Organizations = (_, arguments) => arguments["NextToken"] is not null ? throw new StatesException("Organizations.AccessDeniedException", "You don't have permissions to access this resource." + new string('x', 500)) : null;

        var trouble = await AttentionAsync();

        trouble.ShouldStartWith("ListAccounts: Organizations.AccessDeniedException: You don't have permissions to access this resource.");
        trouble.Length.ShouldBe("ListAccounts: Organizations.AccessDeniedException: ".Length + 400);
        Hub.Passes.ShouldBeEmpty();
        Hub.Report["notFound"]!.AsArray().ShouldBeEmpty("the account may be on the page that could not be had");
        Hub.Report["details"]!["prefix"]!.ToString().ShouldBe("");
    }

    [InstalledFact("node jsonata")]
    public async Task Lists_that_leave_no_account_are_reported()
    {
        Join(2);

        (await AttentionAsync(("IncludeAccounts", "999999999999"))).ShouldBe("Of 3 accounts 3 are active, and the lists of accounts to include and exclude leave none.");

        Hub.Passes.ShouldBeEmpty();
        Hub.Report["notFound"]!.ToJsonString().ShouldBe("""["999999999999"]""");
    }

    [InstalledFact("node jsonata")]
    public async Task Results_that_cannot_be_written_are_reported()
    {
        Start();
        Hub.Machine.Storage = service => service == "s3:putObject" ? new("States.ResultWriterFailed", "Access Denied") : null;

        (await AttentionAsync()).ShouldBe("ReapAccounts: States.ResultWriterFailed: Access Denied");

        (Hub.Report["digests"]!.ToJsonString(), Hub.Report["details"]!["prefix"]!.ToString()).ShouldBe(("[]", ""));
    }

    [InstalledFact("node jsonata")]
    public async Task Results_that_cannot_be_found_are_reported()
    {
        Start();
        Hub.Machine.Storage = service => service == "s3:listObjectsV2" ? new("States.ItemReaderFailed", "Access Denied") : null;

        (await AttentionAsync()).ShouldBe("DigestResults: States.ItemReaderFailed: Access Denied");

        (Hub.Report["digests"]!.ToJsonString(), Hub.Report["details"]!["prefix"]!.ToString()).ShouldBe(("[]", "runs/2026-01-05/tuesday/"));
    }

    [InstalledFact("node jsonata")]
    public async Task Accounts_whose_results_could_not_be_digested_are_named()
    {
        Join(149);
        Start();
        Hub.Digest = request => request["results"]!.AsArray().Count == 100 ? throw new StatesException("OutOfMemoryException", "") : new System.Text.Json.Nodes.JsonObject();

        (await AttentionAsync()).ShouldBe("0 need attention, 150 are missing.");

        Hub.Report["digests"]!.AsArray()[0]!["undigested"]!.AsArray().Select(id => id!.ToString()).ShouldBe(Sandbox.Accounts.Keys.Order(StringComparer.Ordinal).Take(100));
    }
}
