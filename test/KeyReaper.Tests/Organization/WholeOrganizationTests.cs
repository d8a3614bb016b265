using System.Text.Json.Nodes;
using KeyReaper.Organization;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Organization;

/// <summary>Whole runs over 201 accounts with the real functions, over the wire, under trust policies.</summary>
public sealed class WholeOrganizationTests : IAsyncLifetime
{
    private const string HubAccount = "111122223333";

    private LargeOrganization organization = null!;

    public async Task InitializeAsync() => organization = await LargeOrganization.StartAsync();

    [Fact]
    public async Task Every_account_is_told_as_what_it_is_and_only_keys_that_may_be_are_deactivated()
    {
        var accounts = organization.Hub.Sandbox.Accounts.Values;
        var untouched = accounts.Where(account => organization.Unused.All(key => key.User.Account != account)).ToDictionary(account => account.Id, account => account.Snapshot());

        var answer = await RunAsync();

        var report = JsonNode.Parse(organization.Hub.LastMessage.BodyFor("sqs"))!;
        report["accounts"]!.AsArray().ToDictionary(account => account!["id"]!.ToString(), account => account!["standing"]!.ToString())
            .ShouldBe(organization.Expected.ToDictionary(one => one.Key, one => one.Value.ToString().ToLowerInvariant()), ignoreOrder: true);
        foreach (var (id, before) in untouched) organization.Hub.Sandbox.Accounts[id].Snapshot().ShouldBe(before, id);
        organization.Unused.ShouldAllBe(key => key.Status == "Inactive");
        accounts.SelectMany(account => account.Users).SelectMany(user => user.AccessKeys).Count(key => key.Status == "Inactive").ShouldBe(organization.Unused.Count);

        (answer["outcome"]!.ToString(), answer["accounts"]!.GetValue<int>(), answer["missing"]!.GetValue<int>()).ShouldBe(("attention", organization.Expected.Count, 0));
        answer["attention"]!.GetValue<int>().ShouldBe(organization.Expected.Values.Count(standing => standing < Standing.Changed));
        report["live"]!["counts"]!["deactivated"]!.GetValue<int>().ShouldBe(organization.Unused.Count);
        report["coverage"]!["inactiveAccounts"]!.AsArray().Select(id => id!.ToString()).ShouldBe(organization.Suspended);
        report["coverage"]!["excluded"]!.ToJsonString().ShouldBe($"[\"{HubAccount}\"]");

        TheMailShouldTellOfEachAccountThoseOutOfReachFirst();
    }

    [Fact]
    public async Task The_next_day_s_run_finds_nothing_more_to_do_and_the_same_accounts_in_need_of_attention()
    {
        var first = await RunAsync();
        organization.Hub.World.Days(1);

        var second = await RunAsync();

        var report = JsonNode.Parse(organization.Hub.LastMessage.BodyFor("sqs"))!;
        report["live"]!["counts"]!["deactivated"]!.GetValue<int>().ShouldBe(0);
        report["live"]!["counts"]!["inGrace"]!.GetValue<int>().ShouldBe(organization.Unused.Count);
        (second["attention"]!.GetValue<int>(), second["missing"]!.GetValue<int>()).ShouldBe((first["attention"]!.GetValue<int>(), 0));
    }

    [InstalledFact("node jsonata")]
    public async Task The_state_machine_asks_the_functions_for_the_same_in_the_same_order()
    {
        using var flow = NewFlow();
        await flow.RunAsync();

        await using var again = await LargeOrganization.StartAsync();
        using var hub = new HubRun(again.Hub.Sandbox, ("ExcludeAccounts", HubAccount), ("ExternalId", Hub.ExternalId), ("OrganizationId", again.Hub.OrganizationId)) { Function = again.InvokeAsync };
        (await Assert.ThrowsAsync<StatesException>(() => hub.RunAsync())).Error.ShouldBe("AttentionNeeded");

        hub.Invocations.Count.ShouldBe(flow.Invocations.Count);
        foreach (var (ours, theirs) in flow.Invocations.Zip(hub.Invocations)) $"{theirs.Function} {theirs.Request.ToJsonString()}".ShouldBe($"{ours.Function} {ours.Request.ToJsonString()}");
    }

    public Task DisposeAsync() => organization.DisposeAsync().AsTask();

    private void TheMailShouldTellOfEachAccountThoseOutOfReachFirst()
    {
        var mail = organization.Hub.World.Topic.Messages.Where(message => message.Attributes["audience"] == "summary").ShouldHaveSingleItem().BodyFor("email").Split('\n');
        var told = mail.Where(line => line.StartsWith("4444", StringComparison.Ordinal)).Select(line => line[..12]).ToArray();

        told.Order(StringComparer.Ordinal).ShouldBe(organization.Expected.Keys.Order(StringComparer.Ordinal));
        told.Select(id => organization.Expected[id]).ShouldBeInOrder();
        mail.First(line => line.EndsWith(')') && char.IsUpper(line[0])).ShouldStartWith("UNREACHABLE (");
    }

    private HubFlow NewFlow() => new(organization.Hub.Sandbox, organization.InvokeAsync, Hub.ExternalId, HubAccount);

    private async Task<JsonNode> RunAsync()
    {
        using var flow = NewFlow();
        return await flow.RunAsync();
    }
}
