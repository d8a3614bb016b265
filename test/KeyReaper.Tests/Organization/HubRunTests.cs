using System.Globalization;
using System.Text.Json.Nodes;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Sandbox;

namespace KeyReaper.Tests.Organization;

/// <summary>The hub's state machine, transition by transition, with its real expressions over the sandbox's organization.</summary>
public sealed class HubRunTests : SandboxTest, IDisposable
{
    private const string Unreachable = """{"errorType": "UnreachableAccountException", "errorMessage": "The role cannot be assumed.", "stackTrace": ["at x"]}""";

    private HubRun? hub;

    [InstalledFact("node jsonata")]
    public async Task Every_active_account_gets_one_pass_whatever_the_pages()
    {
        var ids = Join(44);
        Sandbox.Organization.Members[ids[3]].State = "SUSPENDED";
        Sandbox.Organization.Members[ids[30]].State = "PENDING_CLOSURE";
        Sandbox.PageShape = PageShape.WithEmptyPages;

        await RunAsync();

        Passed.ShouldBe(Sandbox.Accounts.Keys.Except([ids[3], ids[30]]), ignoreOrder: true);
        hub!.Machine.Entered.Count(state => state == "ListAccounts").ShouldBe(6);
        (Number("listed"), Number("active"), Number("asked")).ShouldBe((45, 43, 43));
        hub.Machine.Entered[^1].ShouldBe("AllWell");
    }

    [InstalledFact("node jsonata")]
    public async Task State_and_the_older_Status_are_both_understood()
    {
        var ids = Join(3);
        Sandbox.Organization.Members[ids[0]].State = "CLOSED";
        string[] active = [Account.Id, ids[1], ids[2]];

        Sandbox.Organization.WithStatus = false;
        await RunAsync();
        Passed.ShouldBe(active, ignoreOrder: true);
        (Sandbox.Organization.WithStatus, Sandbox.Organization.WithState) = (true, false);
        await RunAsync();
        Passed.ShouldBe(active, ignoreOrder: true);
    }

    [InstalledFact("node jsonata")]
    public async Task The_accounts_to_include_and_to_exclude_are_heeded_and_an_included_one_that_is_not_there_is_told()
    {
        var ids = Join(5);
        Sandbox.Organization.Members[ids[2]].State = "SUSPENDED";

        await RunAsync(("ExcludeAccounts", $"{ids[0]},{Account.Id}"));
        Passed.ShouldBe([ids[1], ids[3], ids[4]], ignoreOrder: true);
        (await FailureAsync(("IncludeAccounts", $"{ids[1]},{ids[0]},{ids[2]},999999999999"), ("ExcludeAccounts", ids[0]))).Error.ShouldBe("AttentionNeeded");
        Passed.ShouldBe([ids[1]]);
        hub!.Published["notFound"]!.ToJsonString().ShouldBe($"""["{ids[2]}","999999999999"]""");
    }

    [InstalledFact("node jsonata")]
    public async Task Lists_that_leave_no_account_make_the_run_fail_and_say_why()
    {
        Join(2);

        var failure = await FailureAsync(("IncludeAccounts", "999999999999"));

        (failure.Error, failure.Cause).ShouldBe(("NoAccounts", "Of 3 accounts 3 are active, and the lists of accounts to include and exclude leave none."));
        hub!.Events.ShouldBeEmpty();
    }

    [InstalledFact("node jsonata")]
    public async Task A_run_asks_the_function_what_the_contracts_say()
    {
        var payments = Join(1).Single();
        Sandbox.Organization.Members[payments].Tags["keyreaper:unused-days"] = "90";
        Sandbox.Organization.Members[payments].Tags["cost-center"] = "4711";
        Start(("ExcludeAccounts", Account.Id), ("ExternalId", "for-payments"));
        hub!.Pass = _ => Contract("pass-answer");
        hub.Digest = _ => Contract("digest-answer");

        await hub.RunAsync();

        hub.Events.Select(one => one.ToJsonString()).ShouldBe([Contract("pass-request").ToJsonString(), Contract("digest-request").ToJsonString(), Contract("publish-request").ToJsonString()]);
    }

    [InstalledFact("node jsonata")]
    public async Task Without_an_external_id_the_function_is_told_of_none()
    {
        await RunAsync();

        hub!.Passes.ShouldHaveSingleItem().AsObject()["externalId"].ShouldBeNull();
    }

    [InstalledFact("node jsonata")]
    public async Task A_single_result_of_a_single_batch_is_still_a_list()
    {
        await RunAsync();

        hub!.Events.Select(one => one["organization"]?["digest"]).OfType<JsonArray>().ShouldHaveSingleItem().Count.ShouldBe(1);
        hub.Published["publish"].ShouldBeOfType<JsonArray>().Count.ShouldBe(1);
    }

    [InstalledFact("node jsonata")]
    public async Task The_run_s_own_rehearsal_is_passed_on_to_every_account()
    {
        Join(1);
        Start();

        await hub!.RunAsync("""{"dryRun": true}""");

        hub.Passes.ShouldAllBe(pass => pass["dryRun"]!.GetValue<bool>());
        hub.Published["dryRun"]!.GetValue<bool>().ShouldBeTrue();
    }

    [InstalledFact("node jsonata")]
    public async Task An_account_can_be_switched_off_rehearse_only_or_set_its_own_by_tags()
    {
        var ids = Join(4);
        Tag(ids[0], ("keyreaper:mode", "off"), ("keyreaper:unused-days", "60"));
        Tag(ids[1], ("keyreaper:mode", "dry-run"));
        Tag(ids[2], ("KeyReaper:max-deactivations", "5"), ("keyreaper:exempt-users", "ci-*"), ("owner", "payments"));
        Tag(ids[3], ("keyreaper:mode", "of"), ("keyreaper:unused_days", "1")); // misspelt: for the function to refuse

        await RunAsync(("ExcludeAccounts", Account.Id));

        hub!.Passes.Select(pass => $"{pass["accountId"]} {pass["dryRun"]} {pass["overrides"]!.ToJsonString()}").ShouldBe(
            [$"{ids[1]} true {{}}", $$"""{{ids[2]}} false {"maxDeactivations":"5","exemptUsers":"ci-*"}""", $$"""{{ids[3]}} false {"mode":"of","unused_days":"1"}"""]);
        Line(ids[0]).ShouldBe("off: The account's tag keyreaper:mode is off.");
    }

    [InstalledFact("node jsonata")]
    public async Task An_account_whose_tags_cannot_be_read_is_not_touched_and_told()
    {
        var ids = Join(2);
        Start();
        hub!.Organizations = (action, arguments) => arguments["ResourceId"]?.ToString() == ids[0] ? throw new StatesException("Organizations.AccessDeniedException", "You don't have permissions.") : null;

        (await FailureAsync()).Cause.ShouldBe("1 accounts need attention and 0 were not covered. The report names them.");

        Passed.ShouldBe([Account.Id, ids[1]], ignoreOrder: true);
        Line(ids[0]).ShouldBe("failed: Organizations.AccessDeniedException: You don't have permissions.");
    }

    [InstalledFact("node jsonata")]
    public async Task Accounts_that_cannot_be_reached_or_fail_are_told_the_others_go_on_and_the_run_fails()
    {
        var ids = Join(6);
        Start();
        hub!.Pass = id => Array.IndexOf(ids, id) switch
        {
            0 => throw new StatesException("UnreachableAccountException", Unreachable),
            1 => throw new StatesException("PassException", "{\n  \"errorType\": \"PassException\",\n  \"errorMessage\": \"2 failed. See the report.\",\n  \"stackTrace\": []\n}"),
            2 => throw new StatesException("States.Timeout", ""),
            3 => throw new StatesException("Lambda.Unknown", "The cause could not be determined because Lambda did not return an error type. Returned payload: " + new string('x', 5000)),
            _ => null,
        };

        (await FailureAsync()).Cause.ShouldBe("4 accounts need attention and 0 were not covered. The report names them.");

        Passed.ShouldBe(Sandbox.Accounts.Keys, ignoreOrder: true);
        Line(ids[0]).ShouldBe("unreachable: UnreachableAccountException: The role cannot be assumed.");
        Line(ids[1]).ShouldBe("failed: PassException: 2 failed. See the report.");
        Line(ids[2]).ShouldBe("failed: States.Timeout: ");
        Line(ids[3]).Length.ShouldBe("failed: Lambda.Unknown: ".Length + 400);
        hub.Lines.Count(line => line["outcome"]!.ToString() == "done").ShouldBe(3);
    }

    [InstalledFact("node jsonata")]
    public async Task What_throttles_is_tried_again_and_a_pass_that_failed_is_not()
    {
        var ids = Join(2);
        Start();
        var asked = 0;
        hub!.Organizations = (action, _) => action == "ListAccounts" && asked++ < 8 ? throw new StatesException("Organizations.TooManyRequestsException", "") : null;
        hub.Pass = id =>
            id == ids[0] && hub.Passes.Count(pass => pass["accountId"]!.ToString() == id) <= 8 ? throw new StatesException("Lambda.TooManyRequestsException", "")
            : id == ids[1] ? throw new StatesException("PassException", "")
            : null;

        await FailureAsync();

        hub.Passes.GroupBy(pass => pass["accountId"]!.ToString()).ToDictionary(one => one.Key, one => one.Count()).ShouldBe(
            new Dictionary<string, int> { [Account.Id] = 1, [ids[0]] = 9, [ids[1]] = 1 }, ignoreOrder: true);
        Line(ids[0]).ShouldStartWith("done");
    }

    [InstalledFact("node jsonata")]
    public async Task Results_are_digested_by_the_hundred_and_all_digests_fit_into_one_state()
    {
        Join(249);

        await RunAsync();

        var digests = hub!.Events.Select(one => one["organization"]).Where(one => one?["digest"] is not null).ToArray();
        digests.Select(one => one!["digest"]!.AsArray().Count).ShouldBe([100, 100, 50]);
        digests.ShouldAllBe(one => one!["room"]!.GetValue<int>() == 66_666);
        hub.Machine.LargestPayload.ShouldBeLessThan(262_144);
    }

    [InstalledFact("node jsonata")]
    public async Task Results_that_could_not_be_digested_count_as_accounts_not_covered()
    {
        Join(149);
        Start();
        hub!.Digest = request => request["digest"]!.AsArray().Count == 100 ? throw new StatesException("OutOfMemoryException", "") : Contract("digest-answer");

        (await FailureAsync()).Cause.ShouldBe("0 accounts need attention and 149 were not covered. The report names them.");
    }

    public void Dispose() => hub?.Dispose();

    private IEnumerable<string> Passed => hub!.Passes.Select(pass => pass["accountId"]!.ToString());

    private int Number(string name) => hub!.Published[name]!.GetValue<int>();

    private string Line(string id) => hub!.Lines.Where(line => line["accountId"]!.ToString() == id).Select(line => $"{line["outcome"]}: {line["result"]}").Single();

    private static JsonNode Contract(string name) => JsonNode.Parse(Repository.Read($"test/KeyReaper.Tests/Organization/Contracts/{name}.json"))!;

    private void Start(params (string Parameter, string Value)[] parameters)
    {
        hub?.Dispose();
        hub = new(Sandbox, parameters);
    }

    private Task<JsonNode?> RunAsync(params (string Parameter, string Value)[] parameters)
    {
        Start(parameters);
        return hub!.RunAsync();
    }

    /// <summary>Of the run that was started, or else of a new one.</summary>
    private Task<StatesException> FailureAsync(params (string Parameter, string Value)[] parameters)
    {
        if (hub is null || parameters.Length > 0) Start(parameters);
        return Assert.ThrowsAsync<StatesException>(() => hub!.RunAsync());
    }

    private void Tag(string id, params (string Key, string Value)[] tags)
    {
        foreach (var (key, value) in tags) Sandbox.Organization.Members[id].Tags[key] = value;
    }

    private string[] Join(int accounts)
    {
        var ids = Enumerable.Range(1, accounts).Select(n => string.Create(CultureInfo.InvariantCulture, $"4444{n:00000000}")).ToArray();
        foreach (var id in ids) Sandbox.Organization.Add(Sandbox.CreateAccount(id), $"account {id}");
        return ids;
    }
}
