using System.Text.Json.Nodes;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Organization;

/// <summary>What effect tags in Organizations, of an account and of what is above it, have on the account's pass.</summary>
public sealed class HubRunTagTests : HubRunTest
{
    [InstalledFact("node jsonata")]
    public async Task An_account_can_be_switched_off_rehearse_only_or_set_its_own_by_tags()
    {
        var ids = Join(5);
        Tag(ids[0], ("keyreaper:mode", "off"), ("keyreaper:unused-days", "60"));
        Tag(ids[1], ("keyreaper:mode", "dry-run"));
        Tag(ids[2], ("KeyReaper:max-deactivations", "5"), ("keyreaper:exempt-users", "ci-*"), ("owner", "payments"));
        Tag(ids[3], ("keyreaper:mode", "of"), ("keyreaper:unused_days", "1")); // misspelt: for the function to refuse
        Tag(ids[4], ("keyreaper:unused-days", "90"), ("KeyReaper:unused-days", "60")); // which one is meant? The function refuses a list

        await RunAsync(("ExcludeAccounts", Account.Id));

        Hub.Passes.Select(Asked).ShouldBe(
        [
            $"{ids[1]} true []",
            $$"""{{ids[2]}} false [{"maxDeactivations":"5","exemptUsers":"ci-*"}]""",
            $$"""{{ids[3]}} false [{"mode":"of","unused_days":"1"}]""",
            $$"""{{ids[4]}} false [{"unusedDays":["60","90"]}]""",
        ]);
        Told(ids[0]).ShouldBe($"account {ids[0]}: off: The tag keyreaper:mode of the account is off.");
    }

    [InstalledFact("node jsonata")]
    public async Task What_the_root_and_the_units_set_is_handed_on_level_by_level_outermost_first_to_the_accounts_in_them()
    {
        var workloads = Sandbox.Organization.Root.CreateUnit("Workloads");
        var production = workloads.CreateUnit("Production");
        var sandbox = Sandbox.Organization.Root.CreateUnit("Sandbox");
        Tag(Sandbox.Organization.Root, ("keyreaper:grace-days", "45"));
        Tag(workloads, ("stage", "all"));
        Tag(production, ("KeyReaper:unused-days", "90"), ("keyreaper:max-deletions", "3"));
        Tag(sandbox, ("keyreaper:delete-keys", "false"));
        string[] ids = [.. Join(1, production), .. Join(1, workloads), .. Join(1, sandbox)];
        Tag(ids[0], ("keyreaper:unused-days", "120"));

        await RunAsync();

        Hub.Passes.Select(Asked).ShouldBe(
        [
            $$"""{{Account.Id}} false [{"graceDays":"45"}]""",
            $$"""{{ids[0]}} false [{"graceDays":"45"},{"unusedDays":"90","maxDeletions":"3"},{"unusedDays":"120"}]""",
            $$"""{{ids[1]}} false [{"graceDays":"45"}]""",
            $$"""{{ids[2]}} false [{"graceDays":"45"},{"deleteKeys":"false"}]""",
        ]);
        Hub.Machine.Entered.Count(state => state == "ReadUnitTags").ShouldBe(4, "of each once, however many accounts are in it");
    }

    [InstalledFact("node jsonata")]
    public async Task A_unit_switches_off_or_rehearses_what_is_in_it()
    {
        var workloads = Sandbox.Organization.Root.CreateUnit("Workloads");
        var production = workloads.CreateUnit("Production");
        var sandbox = Sandbox.Organization.Root.CreateUnit("Sandbox");
        Tag(workloads, ("keyreaper:mode", "off"));
        Tag(production, ("keyreaper:mode", "off"));
        Tag(sandbox, ("keyreaper:mode", "dry-run"));
        string[] ids = [.. Join(1, production), .. Join(1, sandbox)];
        Tag(ids[0], ("keyreaper:mode", "dry-run"));

        await RunAsync();

        Hub.Passes.Select(Asked).ShouldBe([$"{Account.Id} false []", $"{ids[1]} true []"]);
        Told(ids[0]).ShouldBe($"account {ids[0]}: off: The tag keyreaper:mode of {workloads.Id} is off.");
    }

    [InstalledFact("node jsonata")]
    public async Task A_mode_counts_in_whatever_case_it_is_written()
    {
        var (off, rehearsing) = (Sandbox.Organization.Root.CreateUnit("Off"), Sandbox.Organization.Root.CreateUnit("Rehearsing"));
        Tag(off, ("keyreaper:mode", "Off"));
        Tag(rehearsing, ("KeyReaper:Mode", "DRY-RUN"));
        string[] ids = [.. Join(1, off), .. Join(1, rehearsing), .. Join(3)];
        Tag(ids[2], ("KEYREAPER:MODE", "OFF"));
        Tag(ids[3], ("keyreaper:mode", "Dry-Run"));

        await RunAsync(("ExcludeAccounts", Account.Id));

        Hub.Passes.Select(Asked).ShouldBe([$"{ids[1]} true []", $"{ids[3]} true []", $"{ids[4]} false []"]);
        Told(ids[0]).ShouldBe($"account {ids[0]}: off: The tag keyreaper:mode of {off.Id} is off.");
        Told(ids[2]).ShouldBe($"account {ids[2]}: off: The tag keyreaper:mode of the account is off.");
    }

    [InstalledFact("node jsonata")]
    public async Task Tags_come_in_pages_too()
    {
        var unit = Sandbox.Organization.Root.CreateUnit("Workloads");
        var id = Join(1, unit).Single();
        foreach (var n in Enumerable.Range(1, 25))
        {
            Tag(unit, ($"a{n}", "x"));
            Tag(id, ($"a{n}", "x"));
        }

        Tag(unit, ("KEYREAPER:a", "1"), ("keyreaper:b", "2"));
        Tag(id, ("KEYREAPER:c", "3"), ("keyreaper:d", "4"));

        await RunAsync(("IncludeAccounts", id));

        Hub.Passes.Select(Asked).ShouldBe([$$"""{{id}} false [{"a":"1","b":"2"},{"c":"3","d":"4"}]"""]);
        Hub.Machine.Entered.Count(state => state == "ReadUnitTags").ShouldBe(3, "the root, and two pages of the unit");
        Hub.Machine.Entered.Count(state => state == "ReadTags").ShouldBe(2);
    }

    [InstalledFact("node jsonata")]
    public async Task Without_UnitTags_no_unit_is_asked_for_its_tags_and_none_has_a_say()
    {
        var unit = Sandbox.Organization.Root.CreateUnit("Workloads");
        Tag(unit, ("keyreaper:mode", "off"));
        var id = Join(1, unit).Single();
        Start(("UnitTags", "false"));
        Hub.Organizations = (action, arguments) => action == "ListAccounts" ? WithoutPaths(Account.Id, id) : null;

        await Hub.RunAsync();

        Passed.ShouldBe([Account.Id, id]);
        Hub.Machine.Entered.ShouldNotContain("ReadUnitTags");
    }

    [InstalledFact("node jsonata")]
    public async Task Where_accounts_are_listed_without_their_paths_none_is_touched()
    {
        var id = Join(1).Single();
        Start();
        Hub.Organizations = (action, _) => action == "ListAccounts" ? WithoutPaths(Account.Id, id) : null;

        (await AttentionAsync()).ShouldBe("ListAccounts tells no Paths of accounts here, so the tags of organizational units cannot be heeded. Set UnitTags=false to go without them.");

        Hub.Passes.ShouldBeEmpty();
        Hub.Report["asked"]!.GetValue<int>().ShouldBe(0);
    }

    [InstalledFact("node jsonata")]
    public async Task Where_a_unit_s_tags_cannot_be_read_no_account_is_touched()
    {
        var unit = Sandbox.Organization.Root.CreateUnit("Workloads");
        Join(1, unit);
        Start();
        Hub.Organizations = (_, arguments) => arguments["ResourceId"]?.ToString() == unit.Id ? throw new StatesException("Organizations.AccessDeniedException", "You don't have permissions.") : null;

        (await AttentionAsync()).ShouldBe("ReadUnitTags: Organizations.AccessDeniedException: You don't have permissions.");

        Hub.Passes.ShouldBeEmpty();
        Hub.Report["asked"]!.GetValue<int>().ShouldBe(0);
    }

    [InstalledFact("node jsonata")]
    public async Task An_account_that_is_moved_during_the_run_obeys_the_units_it_is_in_by_then_if_they_were_read()
    {
        var (off, unlisted) = (Sandbox.Organization.Root.CreateUnit("Off"), Sandbox.Organization.Root.CreateUnit("Empty when listed"));
        Tag(off, ("keyreaper:mode", "off"));
        Join(1, off);
        var ids = Join(2);
        Start();
        Hub.Organizations = (action, _) =>
        {
            if (action == "DescribeAccount") (Sandbox.Organization.Members[ids[0]].Parent, Sandbox.Organization.Members[ids[1]].Parent) = (off, unlisted);
            return null;
        };

        (await AttentionAsync()).ShouldBe("1 need attention, 0 are missing.");

        Passed.ShouldBe([Account.Id]);
        Told(ids[0]).ShouldBe($"account {ids[0]}: off: The tag keyreaper:mode of {off.Id} is off.");
        Told(ids[1]).ShouldBe($"account {ids[1]}: failed: The tags of {unlisted.Id} were not read when the run began.");
    }

    [InstalledFact("node jsonata")]
    public async Task An_account_that_is_described_without_its_path_is_not_touched()
    {
        Start();
        Hub.Organizations = (action, _) => action == "DescribeAccount" ? JsonNode.Parse("""{"Account": {"Name": "nowhere", "State": "ACTIVE"}}""") : null;

        await AttentionAsync();

        Told(Account.Id).ShouldBe("nowhere: failed: The tags of the units above it were not read when the run began.");
    }

    private static string Asked(JsonNode pass) => $"{pass["accountId"]} {pass["dryRun"]} {pass["overrides"]!.ToJsonString()}";

    private static JsonObject WithoutPaths(params string[] ids) =>
        new JsonObject { ["Accounts"] = new JsonArray([.. ids.Select(id => new JsonObject { ["Id"] = id, ["State"] = "ACTIVE" })]) };
}
