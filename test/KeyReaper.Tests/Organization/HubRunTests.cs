using System.Text.Json.Nodes;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Organization;

public sealed class HubRunTests : HubRunTest
{
    [InstalledFact("node jsonata")]
    public async Task Every_active_account_gets_one_pass_whatever_the_pages()
    {
        var ids = Join(44);
        Sandbox.Organization.Members[ids[3]].State = "SUSPENDED";
        Sandbox.Organization.Members[ids[30]].State = "PENDING_CLOSURE";
        Sandbox.PageShape = PageShape.WithEmptyPages;

        await RunAsync();

        Passed.ShouldBe(Sandbox.Accounts.Keys.Except([ids[3], ids[30]]), ignoreOrder: true);
        Hub.Machine.Entered.Count(state => state == "ListAccounts").ShouldBe(6);
        (Number("listed"), Number("active"), Number("asked")).ShouldBe((45, 43, 43));
        List("inactive").ShouldBe([ids[3], ids[30]]);
        Hub.Machine.Entered[^1].ShouldBe("AllWell");
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
        List("excluded").ShouldBe([Account.Id, ids[0]]);
        (await AttentionAsync(("IncludeAccounts", $"{ids[1]},{ids[0]},{ids[2]},999999999999"), ("ExcludeAccounts", ids[0]))).ShouldBe("2 need attention, 0 are missing.");
        Passed.ShouldBe([ids[1]]);
        List("notFound").ShouldBe([ids[2], "999999999999"]);
    }

    [InstalledFact("node jsonata")]
    public async Task Those_that_were_excluded_are_named_and_of_those_that_are_not_active_a_hundred()
    {
        var ids = Join(220);
        foreach (var id in ids[..110]) Sandbox.Organization.Members[id].State = "CLOSED";

        await RunAsync(("ExcludeAccounts", string.Join(',', ids[110..])));

        List("inactive").ShouldBe(ids[..100]);
        List("excluded").ShouldBe(ids[110..]);
    }

    [InstalledFact("node jsonata")]
    public async Task A_run_asks_the_functions_what_the_contracts_say()
    {
        var unit = Sandbox.Organization.Root.CreateUnit("Workloads");
        var payments = Join(1, unit).Single();
        Sandbox.Organization.Members[payments].Name = "Payments production";
        Tag(unit, ("keyreaper:grace-days", "60"));
        Tag(payments, ("keyreaper:unused-days", "90"), ("cost-center", "4711"));
        Start(("ExcludeAccounts", Account.Id), ("ExternalId", "for-payments"), ("EventBus", "arn:aws:events:eu-west-1:111122223333:event-bus/security"));
        Hub.Function = (function, _) => Task.FromResult(Agreed(function switch { "ReaperFunction" => "pass", "DigestFunction" => "digest", _ => "report" }, "answer"));

        (await Hub.RunAsync())!.ToJsonString().ShouldBe(Agreed("report", "answer").ToJsonString());

        Hub.Invocations.Select(one => $"{one.Function} {one.Request.ToJsonString()}").ShouldBe(
        [
            $"ReaperFunction {Agreed("pass", "request").ToJsonString()}",
            $"DigestFunction {Agreed("digest", "request").ToJsonString()}",
            $"ReportFunction {Agreed("report", "request").ToJsonString()}",
        ]);
        Hub.Events[0].ToJsonString().ShouldBe(Agreed("pass", "event").ToJsonString());
        Hub.Events[1]["Detail"]!.ToJsonString().ShouldBe(Agreed("report", "answer").ToJsonString());
    }

    [InstalledFact("node jsonata")]
    public async Task Without_an_external_id_the_function_is_told_of_none()
    {
        await RunAsync();

        Hub.Passes.ShouldHaveSingleItem().AsObject()["externalId"].ShouldBeNull();
    }

    [InstalledFact("node jsonata")]
    public async Task A_single_result_of_a_single_batch_is_still_a_list()
    {
        await RunAsync();

        Hub.Digests.ShouldHaveSingleItem()["results"].ShouldBeOfType<JsonArray>().Count.ShouldBe(1);
        Hub.Report["digests"].ShouldBeOfType<JsonArray>().Count.ShouldBe(1);
    }

    [InstalledFact("node jsonata")]
    public async Task Only_a_run_that_is_asked_nothing_or_plainly_asked_to_may_act()
    {
        (string Input, bool Rehearses)[] inputs =
        [
            ("{}", false), ("""{"dryRun": false}""", false), ("""{"dryRun": true}""", true), ("""{"dryRun": "true"}""", true), ("""{"dryRun": "false"}""", true),
            ("""{"dryRun": null}""", true), ("""{"DryRun": true}""", true), ("""{"dryrun": false}""", true),
            ("[]", true), ("null", true), ("true", true), ("false", true), ("5", true), ("\"dryRun\"", true), ("\"{}\"", true), ("\"\"", true), ("""["dryRun"]""", true),
            ("[{}]", true), ("""[{"dryRun": false}]""", true), ("[{}, {}]", true), ("""{"dryRun": false, "acounts": ["1"]}""", true), ("""{"acounts": ["1"], "dryRun": false}""", true),
            ("""{"dryRun": 0}""", true), ("""{"dryRun": [false]}""", true), ("""{"dryRun": {}}""", true), ("""{"": null}""", true), ("""{"größe": "日本"}""", true),
            ("""{"source": "aws.scheduler", "detail": {}}""", true),
        ];
        foreach (var (input, rehearses) in inputs)
        {
            Start();
            await Hub.RunAsync(input);
            (Hub.Passes.Single()["dryRun"]!.GetValue<bool>(), Hub.Report["dryRun"]!.GetValue<bool>()).ShouldBe((rehearses, rehearses), input);
        }
    }

    [InstalledFact("node jsonata")]
    public async Task An_account_that_is_listed_twice_gets_one_pass()
    {
        var id = Join(1).Single();
        Start(("UnitTags", "false"));
        Hub.Organizations = (action, arguments) => action != "ListAccounts" ? null : arguments["NextToken"] is null ? Page(id, "more") : Page(id, null);

        await Hub.RunAsync();

        Passed.ShouldBe([id]);

        static JsonObject Page(string id, string? next)
        {
            var page = new JsonObject { ["Accounts"] = new JsonArray(new JsonObject { ["Id"] = id, ["State"] = "ACTIVE" }) };
            if (next is not null) page["NextToken"] = next;
            return page;
        }
    }

    [InstalledFact("node jsonata")]
    public async Task The_run_s_own_rehearsal_is_passed_on_to_every_account()
    {
        Join(1);
        Start();

        await Hub.RunAsync("""{"dryRun": true}""");

        Hub.Passes.ShouldAllBe(pass => pass["dryRun"]!.GetValue<bool>());
        Hub.Report["dryRun"]!.GetValue<bool>().ShouldBeTrue();
    }

    [InstalledFact("node jsonata")]
    public async Task An_account_that_is_closed_after_the_listing_gets_no_pass()
    {
        var ids = Join(2);
        Start();
        Hub.Organizations = (action, _) =>
        {
            if (action == "DescribeAccount") Sandbox.Organization.Members[ids[0]].State = "PENDING_CLOSURE";
            return null;
        };

        await Hub.RunAsync();

        Passed.ShouldBe([Account.Id, ids[1]]);
        Told(ids[0]).ShouldBe($"account {ids[0]}: off: The account is PENDING_CLOSURE.");
    }

    [InstalledFact("node jsonata")]
    public async Task Results_are_digested_by_the_hundred_and_all_digests_fit_into_one_state()
    {
        Join(249);

        await RunAsync();

        Hub.Digests.Select(one => one["results"]!.AsArray().Count).ShouldBe([100, 100, 50]);
        Hub.Digests.ShouldAllBe(one => one["room"]!.GetValue<int>() == 66_666);
        Hub.Machine.LargestPayload.ShouldBeLessThan(262_144);
    }

    private int Number(string name) => Hub.Report[name]!.GetValue<int>();

    private string[] List(string name) => [.. Hub.Report[name]!.AsArray().Select(one => one!.ToString())];

    private static JsonNode Agreed(string function, string side) => JsonNode.Parse(Contract.Text($"{function}-{side}"))!;
}
