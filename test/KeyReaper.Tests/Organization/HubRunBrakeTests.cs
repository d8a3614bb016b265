using System.Text.Json.Nodes;
using KeyReaper.Organization;
using KeyReaper.Pass;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Organization;

/// <summary>The two rounds of a live run as the state machine makes them, with the real digests of played passes.</summary>
public sealed class HubRunBrakeTests : HubRunTest
{
    private static readonly (string, string) Live = ("DryRun", "false");

    [InstalledFact("node jsonata")]
    public async Task Accounts_with_something_to_be_done_are_entered_for_as_much_as_they_rehearsed()
    {
        var ids = Join(4);
        Start(Live);
        Play(new() { [ids[0]] = new(2, 1, 0), [ids[1]] = new(0, 0, 3) });

        await Hub.RunAsync();

        Hub.Passes.Select(Bound).ShouldBe(
        [
            $"{Account.Id} rehearsal", .. ids.Select(id => $"{id} rehearsal"),
            $$"""{{ids[0]}} {"deactivations":2,"deletions":1}""", $$"""{{ids[1]}} {"deactivations":0,"deletions":0}""",
        ]);
        Hub.Report["brake"]!.ToJsonString().ShouldBe("""{"deactivations":2,"deletions":1,"maxDeactivations":500,"maxDeletions":500,"stopped":false}""");
        Standings().ShouldBe(new Dictionary<string, int> { ["changed"] = 2, ["quiet"] = 3 }, ignoreOrder: true);
        Hub.Machine.Entered[^1].ShouldBe("AllWell");
    }

    [InstalledFact("node jsonata")]
    public async Task Each_limit_lets_through_as_much_as_it_says_and_none_where_it_is_0()
    {
        var ids = Join(2);
        foreach (var (deactivations, deletions, goesOn) in new[] { ("3", "2", true), ("2", "2", false), ("3", "1", false), ("0", "2", true), ("0", "0", true), ("0", "1", false), ("1000000", "1000000", true) })
        {
            Start(Live, ("MaxOrganizationDeactivations", deactivations), ("MaxOrganizationDeletions", deletions));
            Play(new() { [ids[0]] = new(2, 0, 0), [ids[1]] = new(1, 2, 1) });

            await Hub.RunAsync();

            Hub.Passes.Skip(3).Select(Bound).ShouldBe(
                goesOn ? [$$"""{{ids[0]}} {"deactivations":2,"deletions":0}""", $$"""{{ids[1]}} {"deactivations":1,"deletions":2}"""] : [$$"""{{ids[1]}} {"deactivations":0,"deletions":0}"""],
                customMessage: $"{deactivations} {deletions}");
            Hub.Report["brake"]!["stopped"]!.GetValue<bool>().ShouldBe(!goesOn);
        }
    }

    [InstalledFact("node jsonata")]
    public async Task A_hub_that_rehearses_or_a_run_asked_to_has_one_round_and_tells_what_going_live_would_do()
    {
        var id = Join(1).Single();
        foreach (var (parameters, input) in new[] { (new[] { ("DryRun", "true") }, "{}"), ([Live], """{"dryRun": true}""") })
        {
            Start([.. parameters, ("MaxOrganizationDeactivations", "1")]);
            Play(new() { [id] = new(2, 0, 5) }, acts: false);

            await Hub.RunAsync(input);

            Hub.Passes.Select(Bound).ShouldBe([$"{Account.Id} rehearsal", $"{id} rehearsal"]);
            Hub.Report["brake"]!.ToJsonString().ShouldBe("""{"deactivations":2,"deletions":0,"maxDeactivations":1,"maxDeletions":500,"stopped":false}""");
            Standings().Values.Sum().ShouldBe(2);
        }
    }

    [InstalledFact("node jsonata")]
    public async Task An_account_that_always_rehearses_makes_no_rehearsal_of_a_live_pass()
    {
        var ids = Join(1);
        Tag(ids[0], ("keyreaper:mode", "dry-run"));
        Start(Live, ("ExcludeAccounts", Account.Id));
        Play([]);

        await Hub.RunAsync();

        (Hub.Passes.Single()["dryRun"]!.GetValue<bool>(), Hub.Passes.Single()["rehearsal"]!.GetValue<bool>()).ShouldBe((true, false));
    }

    [InstalledFact("node jsonata")]
    public async Task What_is_left_to_be_done_has_its_event_once_it_is_done()
    {
        var ids = Join(2);
        foreach (var most in new[] { "500", "1" })
        {
            Start(Live, ("MaxOrganizationDeactivations", most), ("EventBus", "arn:aws:events:eu-west-1:111122223333:event-bus/security"));
            Play(new() { [ids[0]] = new(2, 0, 0) });

            await Hub.RunAsync();

            Hub.Events.SkipLast(1).Select(entry => $"{entry["Detail"]!["accountId"]} {entry["Detail"]!["summary"]!["mode"]}")
                .ShouldBe(most == "500" ? [$"{Account.Id} LIVE", $"{ids[1]} LIVE", $"{ids[0]} LIVE"] : [$"{Account.Id} LIVE", $"{ids[1]} LIVE"]);
        }
    }

    [InstalledFact("node jsonata")]
    public async Task The_brake_counts_those_that_are_entered_also_where_the_digest_of_some_was_lost()
    {
        var ids = Join(149);
        foreach (var (most, entered) in new[] { ("149", 149), ("148", 0) })
        {
            Start(Live, ("MaxOrganizationDeactivations", most));
            Play(ids.ToDictionary(id => id, _ => new ToDo(1, 0, 0)));
            var usual = Hub.Function;
            Hub.Function = (function, request) => function == "DigestFunction" && request["results"]!.AsArray().Count == 50 && request["entering"]!.ToString() == "all" && !request["lists"]!.GetValue<bool>()
                ? throw new StatesException("OutOfMemoryException", "") : usual(function, request);

            await Hub.RunAsync();

            (Second, Hub.Report["brake"]!["deactivations"]!.GetValue<int>()).ShouldBe((entered, 149));
        }
    }

    [InstalledFact("node jsonata")]
    public async Task If_a_list_has_no_sums_no_account_is_entered_and_the_report_says_so()
    {
        var id = Join(1).Single();
        Start(Live);
        Play(new() { [id] = new(1, 0, 0) });
        var usual = Hub.Function;
        Hub.Function = async (function, request) =>
        {
            var answer = await usual(function, request);
            if (function == "DigestFunction" && request["lists"]!.GetValue<bool>()) answer.AsObject().Remove("toDo");
            return answer;
        };

        await Assert.ThrowsAsync<StatesException>(() => Hub.RunAsync());

        (Second, Hub.Report["trouble"]!.ToString()).ShouldBe((0, "What the rehearsals leave to be done was not summed up, so no account was entered."));
    }

    [InstalledFact("node jsonata")]
    public async Task Accounts_that_could_not_be_listed_are_not_entered_and_named_and_the_others_are()
    {
        var ids = Join(149);
        Start(Live);
        Play(ids.ToDictionary(id => id, _ => new ToDo(1, 0, 0)));
        var usual = Hub.Function;
        Hub.Function = (function, request) => function == "DigestFunction" && request["lists"]!.GetValue<bool>() && request["results"]!.AsArray().Count == 50
            ? throw new StatesException("OutOfMemoryException", "") : usual(function, request);

        await Hub.RunAsync();

        Second.ShouldBe(99);
        Hub.Report["digests"]!.AsArray().SelectMany(digest => digest!["undigested"]?.AsArray() ?? []).Count().ShouldBe(50);
    }

    [InstalledFact("node jsonata")]
    public async Task More_accounts_than_one_state_can_hand_over_with_what_may_be_done_are_entered_by_portions()
    {
        var unit = Sandbox.Organization.Root.CreateUnit("Workloads");
        foreach (var number in Enumerable.Range(0, 1092)) Tag(unit, ($"keyreaper:{number:0000}", new string('x', 200)));
        var id = Join(1, unit).Single();
        Start(Live, ("ExcludeAccounts", Account.Id));
        Play(new() { [id] = new(1, 1, 1) });
        var usual = Hub.Function;
        Hub.Function = async (function, request) => function == "DigestFunction" && request["lists"]!.GetValue<bool>()
            ? new JsonObject { ["toDo"] = JsonNode.Parse("""{"accounts": 250, "recording": 250, "deactivations": 250, "deletions": 250}"""), ["entering"] = new JsonArray([.. Enumerable.Repeat($"{id} 1 1", 250)]) }
            : await usual(function, request);
        Hub.Machine.Stopped = (_, input) => input?["round"]?["most"] is not null; // this test is not about what becomes of them

        await Hub.RunAsync();

        Hub.Machine.Entered.Count(state => state == "ReapAccounts").ShouldBe(4, "the rehearsals, and portions of a hundred at least");
        Hub.Machine.Children.ShouldBe(1 + 1 + 1 + 250);
        Hub.Machine.LargestPayload.ShouldBeInRange(259_000, 262_144);
    }

    [InstalledFact("node jsonata")]
    public async Task If_the_sums_are_odd_no_account_is_entered_and_the_report_says_so()
    {
        var id = Join(1).Single();
        foreach (var json in new[] { "\"text\"", "[]", "true", "{\"accounts\": \"1\"}", "{\"accounts\": 1, \"deactivations\": [\"2\"]}", "5", "null", "{}" })
        {
            Start(Live);
            Play(new() { [id] = new(1, 0, 0) });
            var usual = Hub.Function;
            Hub.Function = async (function, request) =>
            {
                var answer = await usual(function, request);
                if (function == "DigestFunction") answer["toDo"] = JsonNode.Parse(json);
                return answer;
            };

            try
            {
                await Hub.RunAsync();
            }
            catch (StatesException error)
            {
                error.Error.ShouldBe("AttentionNeeded", json);
            }

            Second.ShouldBe(0, json);
            Hub.Machine.Entered.ShouldContain("PublishReport", json);
        }
    }

    [InstalledFact("node jsonata")]
    public async Task Results_of_the_second_round_that_cannot_be_written_are_reported_with_the_digests_of_the_first()
    {
        var ids = Join(2);
        Start(Live);
        Play(new() { [ids[0]] = new(1, 0, 0) });
        var maps = 0;
        Hub.Machine.Storage = service => service == "s3:putObject" && ++maps == 2 ? new("States.ResultWriterFailed", "Access Denied") : null;

        await Assert.ThrowsAsync<StatesException>(() => Hub.RunAsync());

        Hub.Report["trouble"]!.ToString().ShouldBe("ReapAccounts: States.ResultWriterFailed: Access Denied");
        Standings().Values.Sum().ShouldBe(2, "of the one that was entered nothing is known");
    }

    private int Second => Hub.Passes.Count(pass => pass["most"] is not null);

    private static string Bound(JsonNode pass) => $"{pass["accountId"]} {(pass["most"] is { } most ? most.ToJsonString() : pass["rehearsal"]!.GetValue<bool>() ? "rehearsal" : "neither")}";

    private Dictionary<string, int> Standings() =>
        Hub.Report["digests"]!.AsArray().SelectMany(digest => digest!["standings"]?.AsObject().ToArray() ?? []).GroupBy(one => one.Key).ToDictionary(one => one.Key, one => one.Sum(count => count.Value!.GetValue<int>()));

    /// <summary>Plays passes that rehearse what is left to be done in some accounts, and do it once they may.</summary>
    /// <param name="acts">Whether a rehearsal with nothing to do is a live pass.</param>
    private void Play(Dictionary<string, ToDo> left, bool acts = true)
    {
        var serializer = new OrganizationSerializer();
        Hub.Function = (function, request) => Task.FromResult(JsonNode.Parse(function switch
        {
            "ReaperFunction" => new SummarySerializer().Write(PassOf(request)),
            "DigestFunction" => serializer.Write(OrganizationFunction.Digest(serializer.Read<DigestRequest>(request.ToJsonString()))),
            _ => request["trouble"] is null ? """{"outcome": "changed"}""" : """{"outcome": "attention", "result": "trouble"}""",
        })!);

        Summary PassOf(JsonNode request)
        {
            var pass = ARun.PassOf(1) with { Account = request["accountId"]!.ToString() };
            if (!acts) pass = pass with { Mode = "DRY RUN" };
            if (!left.TryGetValue(pass.Account, out var todo)) return pass;
            return request["most"] is { } most
                ? pass with { Outcome = "changed", Deactivated = most["deactivations"]!.GetValue<int>(), Deleted = most["deletions"]!.GetValue<int>() }
                : pass with { Mode = "DRY RUN", Outcome = "changed", Deactivated = todo.Deactivations, Deleted = todo.Deletions, ToDo = todo };
        }
    }
}
