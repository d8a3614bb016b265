using System.Text.Json.Nodes;

namespace KeyReaper.Tests.Organization;

/// <summary>A run over the large organization that its brake stops, one right after it that the brake allows, and another one the next day.</summary>
public sealed class TwoDays : IAsyncLifetime
{
    internal const string HubAccount = "111122223333";

    internal LargeOrganization Organization { get; private set; } = null!;

    /// <summary>The accounts in which no key may be deactivated, as they were before the first run.</summary>
    internal IReadOnlyDictionary<string, string> Untouched { get; private set; } = null!;

    /// <summary>All accounts before the first run.</summary>
    internal IReadOnlyDictionary<string, string> Before { get; private set; } = null!;

    /// <summary>The run that has one act more to do than the brake allows.</summary>
    internal Day Stopped { get; private set; } = null!;

    /// <summary>The run that has as much to do as the brake allows.</summary>
    internal Day First { get; private set; } = null!;

    /// <summary>The run with a brake far above what it has to do.</summary>
    internal Day Second { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Organization = await LargeOrganization.StartAsync();
        Before = Accounts();
        Untouched = Before.Where(account => Organization.Unused.All(key => key.User.Account.Id != account.Key)).ToDictionary();
        Stopped = await RunAsync(Organization.Unused.Count - 1);
        First = await RunAsync(Organization.Unused.Count);
        Organization.Hub.World.Days(1);
        Second = await RunAsync(most: 500);
    }

    public Task DisposeAsync() => Organization.DisposeAsync().AsTask();

    /// <param name="most">How many deactivations the organization's brake allows.</param>
    private async Task<Day> RunAsync(int most)
    {
        var topic = Organization.Hub.World.Topic;
        var before = topic.Messages.Count;
        using var flow = new HubFlow(Organization.Hub.Sandbox, Organization.Hub.InvokeAsync, Hub.ExternalId, HubAccount, (most, 500));
        var answer = await flow.RunAsync();

        var keys = Organization.Hub.Sandbox.Accounts.Values.SelectMany(account => account.Users).SelectMany(user => user.AccessKeys);
        return new(
            answer, flow.Invocations, flow.Events, [.. topic.Messages.Skip(before).Where(message => message.Attributes["audience"] == "summary")],
            [.. topic.Messages.Skip(before).Where(message => message.Attributes["audience"] == "account")],
            Accounts(), [.. keys.Where(key => key.Status == "Inactive").Select(key => key.Id)]);
    }

    private Dictionary<string, string> Accounts() => Organization.Hub.Sandbox.Accounts.ToDictionary(account => account.Key, account => account.Value.Snapshot());
}

/// <summary>A run's answer, the invocations, events and summaries it made, and what it left behind.</summary>
/// <param name="Own">The accounts' own reports.</param>
/// <param name="Accounts">Each account by its id, as a snapshot.</param>
/// <param name="Inactive">The ids of all inactive keys.</param>
internal sealed record Day(
    JsonNode Answer, IReadOnlyList<(string Function, JsonNode Request)> Invocations, IReadOnlyList<JsonNode> Events, IReadOnlyList<SandboxMessage> Mail,
    IReadOnlyList<SandboxMessage> Own, IReadOnlyDictionary<string, string> Accounts, IReadOnlyList<string> Inactive)
{
    public IEnumerable<JsonNode> Passes => Invocations.Where(one => one.Function == "ReaperFunction").Select(one => one.Request);

    public JsonNode Report { get; } = JsonNode.Parse(Mail[^1].BodyFor("sqs"))!;
}
