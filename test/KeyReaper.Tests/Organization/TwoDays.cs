using System.Text.Json.Nodes;
using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Organization;

/// <summary>A run over the large organization, and another one the day after.</summary>
public sealed class TwoDays : IAsyncLifetime
{
    internal const string HubAccount = "111122223333";

    internal LargeOrganization Organization { get; private set; } = null!;

    /// <summary>The accounts in which no key may be deactivated, as they were before the first run.</summary>
    internal IReadOnlyDictionary<string, string> Untouched { get; private set; } = null!;

    internal Day First { get; private set; } = null!;
    internal Day Second { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Organization = await LargeOrganization.StartAsync();
        Untouched = Accounts().Where(account => Organization.Unused.All(key => key.User.Account.Id != account.Key)).ToDictionary();
        First = await RunAsync();
        Organization.Hub.World.Days(1);
        Second = await RunAsync();
    }

    public Task DisposeAsync() => Organization.DisposeAsync().AsTask();

    private async Task<Day> RunAsync()
    {
        var topic = Organization.Hub.World.Topic;
        var before = topic.Messages.Count;
        using var flow = new HubFlow(Organization.Hub.Sandbox, Organization.InvokeAsync, Hub.ExternalId, HubAccount);
        var answer = await flow.RunAsync();

        var keys = Organization.Hub.Sandbox.Accounts.Values.SelectMany(account => account.Users).SelectMany(user => user.AccessKeys);
        return new(
            answer, flow.Invocations, flow.Events, [.. topic.Messages.Skip(before).Where(message => message.Attributes["audience"] == "summary")],
            Accounts(), [.. keys.Where(key => key.Status == "Inactive").Select(key => key.Id)]);
    }

    private Dictionary<string, string> Accounts() => Organization.Hub.Sandbox.Accounts.ToDictionary(account => account.Key, account => account.Value.Snapshot());
}

/// <summary>A run's answer, the invocations, events and summaries it made, and what it left behind.</summary>
/// <param name="Accounts">Each account by its id, as a snapshot.</param>
/// <param name="Inactive">The ids of all keys that are.</param>
internal sealed record Day(
    JsonNode Answer, IReadOnlyList<(string Function, JsonNode Request)> Invocations, IReadOnlyList<JsonNode> Events, IReadOnlyList<SandboxMessage> Mail, IReadOnlyDictionary<string, string> Accounts, IReadOnlyList<string> Inactive)
{
    public JsonNode Report { get; } = JsonNode.Parse(Mail[^1].BodyFor("sqs"))!;
}
