using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Sandbox;

namespace KeyReaper.Tests.Organization;

/// <summary>
/// The hub's flow in C#, for machines without JSONata: it asks Organizations and the functions for the same in the same order as the state machine.
/// Where JSONata is installed, a test compares the two.
/// </summary>
/// <param name="most">The organization's brake.</param>
internal sealed class HubFlow(SandboxServer sandbox, Func<string, JsonNode, Task<JsonNode>> function, string externalId, string exclude, (int Deactivations, int Deletions) most) : IDisposable
{
    private const string Execution = "arn:aws:states:eu-west-1:111122223333:execution:Organization:tuesday";

    private readonly JsonClient organizations = new(sandbox);

    public List<(string Function, JsonNode Request)> Invocations { get; } = [];

    /// <summary>The details of what an event bus would get, in order.</summary>
    public List<JsonNode> Events { get; } = [];

    public async Task<JsonNode> RunAsync()
    {
        var listed = await PagesAsync("ListAccounts", "Accounts", new() { ["MaxResults"] = 20 });
        var active = listed.Where(account => account["State"]!.ToString() == "ACTIVE").ToArray();
        var asked = active.Where(account => !exclude.Contains(Id(account), StringComparison.Ordinal)).ToArray();
        var unitTags = new Dictionary<string, JsonNode[]>();
        foreach (var unit in asked.SelectMany(Units).Distinct()) unitTags[unit] = await TagsAsync(unit);

        var rehearsed = await RoundAsync(asked.Select(account => (Id(account), KeyValuePair.Create("rehearsal", (JsonNode?)true))), unitTags);
        var room = 200_000 / Batches(rehearsed.Count);
        var digests = await DigestsAsync(rehearsed, room, "all", stopped: false);
        var planned = Planned(digests);
        var (stopped, entering) = (false, System.Array.Empty<string[]>());
        if (planned.Accounts > 0)
        {
            (entering, planned) = await ListAsync(rehearsed, stopped);
            stopped = planned.Deactivations > most.Deactivations || planned.Deletions > most.Deletions;
            if (stopped)
            {
                digests = await DigestsAsync(rehearsed, room, "recording", stopped);
                entering = planned.Recording > 0 ? (await ListAsync(rehearsed, stopped)).Entering : [];
            }
        }

        if (entering.Length > 0)
        {
            BetweenTheRounds();
            var roomLeft = (200_000 - Encoding.UTF8.GetByteCount(digests.ToJsonString(LargeOrganization.AsLambda))) / Batches(entering.Length);
            var second = await RoundAsync(entering.Select(account => (account[0], Most(account))), unitTags);
            digests = Array([.. digests.Select(one => one!), .. (await DigestsAsync(second, roomLeft, "none", stopped)).Select(one => one!)]);
        }

        var answer = await InvokeAsync("ReportFunction", new()
        {
            ["digests"] = digests,
            ["listed"] = listed.Count,
            ["active"] = active.Length,
            ["asked"] = asked.Length,
            ["inactive"] = Array(listed.Except(active).Take(100).Select(account => JsonValue.Create(Id(account)))),
            ["excluded"] = Array(active.Except(asked).Select(account => JsonValue.Create(Id(account)))),
            ["notFound"] = new JsonArray(),
            ["dryRun"] = false,
            ["trouble"] = null,
            ["brake"] = new JsonObject
            {
                ["deactivations"] = planned.Deactivations,
                ["deletions"] = planned.Deletions,
                ["maxDeactivations"] = most.Deactivations,
                ["maxDeletions"] = most.Deletions,
                ["stopped"] = stopped,
            },
            ["details"] = new JsonObject
            {
                ["bucket"] = "${Results}",
                ["prefix"] = "runs/2026-01-05/tuesday/",
                ["execution"] = Execution,
                ["started"] = "2026-01-05T06:00:00.000Z",
            },
        });
        Events.Add(answer);
        return answer;
    }

    public void Dispose() => organizations.Dispose();

    /// <summary>What people do once all accounts have rehearsed.</summary>
    public Action BetweenTheRounds { get; init; } = () => { };

    private async Task<List<JsonNode>> RoundAsync(IEnumerable<(string Id, KeyValuePair<string, JsonNode?> Bound)> accounts, Dictionary<string, JsonNode[]> unitTags)
    {
        var results = new List<JsonNode>();
        foreach (var (id, bound) in accounts)
        {
            var result = await ReapAsync(id, bound, unitTags);
            results.Add(result);
            if (bound.Key == "rehearsal" && result["summary"]?["toDo"] is not null) continue;
            Events.Add(new JsonObject([KeyValuePair.Create("schemaVersion", (JsonNode?)"1.0"), KeyValuePair.Create("runId", (JsonNode?)Execution), .. result.DeepClone().AsObject().Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone()))]));
        }

        return results;
    }

    private async Task<JsonArray> DigestsAsync(IReadOnlyList<JsonNode> results, int room, string entering, bool stopped)
    {
        var digests = new JsonArray();
        foreach (var batch in results.Chunk(100))
            digests.Add(await InvokeAsync("DigestFunction", new() { ["results"] = Array(batch), ["room"] = room, ["entering"] = entering, ["stopped"] = stopped, ["lists"] = false }));
        return digests;
    }

    /// <returns>Id, deactivations and deletions of each account, and the sums.</returns>
    private async Task<(string[][] Entering, (int Accounts, int Recording, int Deactivations, int Deletions) Planned)> ListAsync(IReadOnlyList<JsonNode> results, bool stopped)
    {
        var (listed, lists) = (new List<string[]>(), new JsonArray());
        foreach (var batch in results.Chunk(100))
        {
            var list = await InvokeAsync("DigestFunction", new() { ["results"] = Array(batch), ["room"] = 0, ["entering"] = stopped ? "recording" : "all", ["stopped"] = stopped, ["lists"] = true });
            listed.AddRange(list["entering"]!.AsArray().Select(one => one!.ToString().Split(' ')));
            lists.Add(list.DeepClone());
        }

        return ([.. listed], Planned(lists));
    }

    private static (int Accounts, int Recording, int Deactivations, int Deletions) Planned(JsonArray digests)
    {
        return (Sum("accounts"), Sum("recording"), Sum("deactivations"), Sum("deletions"));

        int Sum(string what) => digests.Sum(digest => digest!["toDo"]?[what]!.GetValue<int>() ?? 0);
    }

    private static KeyValuePair<string, JsonNode?> Most(string[] account) =>
        KeyValuePair.Create("most", (JsonNode?)new JsonObject { ["deactivations"] = Number(account[1]), ["deletions"] = Number(account[2]) });

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static int Batches(int accounts) => (accounts + 99) / 100;

    private async Task<JsonNode> ReapAsync(string id, KeyValuePair<string, JsonNode?> bound, Dictionary<string, JsonNode[]> unitTags)
    {
        var account = (await AskAsync("DescribeAccount", new() { ["AccountId"] = id }))["Account"]!;
        var told = new JsonObject { ["accountId"] = id, ["name"] = account["Name"]!.ToString() };
        (string Of, JsonNode[] Tags)[] levels = [.. Units(account).Select(unit => (unit, unitTags[unit])), ("the account", await TagsAsync(id))];

        if (account["State"]!.ToString() != "ACTIVE") return Told(("outcome", "off"), ("why", $"The account is {account["State"]}."));
        if (levels.FirstOrDefault(level => level.Tags.Any(tag => IsMode(tag, "off"))) is { Of: { } of }) return Told(("outcome", "off"), ("why", $"The tag keyreaper:mode of {of} is off."));

        var rehearsesAlways = levels.Any(level => level.Tags.Any(tag => IsMode(tag, "dry-run")));
        try
        {
            var answer = await InvokeAsync("ReaperFunction", new()
            {
                ["accountId"] = id,
                ["roleArn"] = $"arn:aws:iam::{id}:role/keyreaper/KeyReaperSpoke",
                ["externalId"] = externalId,
                ["organizationId"] = sandbox.Organization.Id,
                ["dryRun"] = rehearsesAlways,
                [bound.Key] = bound.Key == "rehearsal" ? !rehearsesAlways : bound.Value?.DeepClone(),
                ["overrides"] = Array(levels.Select(level => Overrides(level.Tags)).Where(level => level.Count > 0)),
            });
            return Told(("outcome", "done"), ("summary", answer));
        }
        catch (StatesException error)
        {
            var message = JsonNode.Parse(error.Cause)!["errorMessage"]!.ToJsonString(LargeOrganization.AsLambda)[1..^1]; // as it stands in the cause, escapes and all
            return Told(("outcome", error.Error == "UnreachableAccountException" ? "unreachable" : "failed"), ("why", $"{error.Error}: {message[..Math.Min(400, message.Length)]}"));
        }

        JsonObject Told(params (string Name, JsonNode Value)[] more) => new([.. told.DeepClone().AsObject().ToArray().Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())), .. more.Select(one => KeyValuePair.Create(one.Name, (JsonNode?)one.Value.DeepClone()))]);
    }

    private static JsonObject Overrides(JsonNode[] tags) => new(tags.Where(tag => !IsMode(tag, "dry-run")).Select(tag => KeyValuePair.Create(Camel(tag["Key"]!.ToString()["keyreaper:".Length..]), (JsonNode?)tag["Value"]!.ToString())));

    private static bool IsMode(JsonNode tag, string mode) => tag["Key"]!.ToString().Equals("keyreaper:mode", StringComparison.OrdinalIgnoreCase) && tag["Value"]!.ToString().Equals(mode, StringComparison.OrdinalIgnoreCase);

    private static string Camel(string name) => string.Concat(name.Split('-').Select((word, index) => index == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    private async Task<JsonNode> InvokeAsync(string name, JsonObject request)
    {
        Invocations.Add((name, request.DeepClone()));
        return await function(name, request);
    }

    private async Task<JsonNode[]> TagsAsync(string id) =>
        [.. (await PagesAsync("ListTagsForResource", "Tags", new() { ["ResourceId"] = id })).Where(tag => tag["Key"]!.ToString().StartsWith("keyreaper:", StringComparison.OrdinalIgnoreCase))];

    private async Task<List<JsonNode>> PagesAsync(string action, string list, JsonObject request)
    {
        var all = new List<JsonNode>();
        while (true)
        {
            var page = await AskAsync(action, request);
            all.AddRange(page[list]!.AsArray().Select(one => one!));
            if (page["NextToken"] is not { } token) return all;
            request["NextToken"] = token.ToString();
        }
    }

    private async Task<JsonNode> AskAsync(string action, JsonObject request)
    {
        var answer = await organizations.PostText(action, request.ToJsonString());
        answer.Status.ShouldBe(200, string.Create(CultureInfo.InvariantCulture, $"{action} {answer.Code}"));
        return JsonNode.Parse(answer.Body.GetRawText())!;
    }

    private static string Id(JsonNode account) => account["Id"]!.ToString();

    private static IEnumerable<string> Units(JsonNode account) =>
        account["Paths"]!.AsArray().SelectMany(path => path!.ToString().Split('/')).Where(part => part.StartsWith("r-", StringComparison.Ordinal) || part.StartsWith("ou-", StringComparison.Ordinal)).Distinct();

    private static JsonArray Array(IEnumerable<JsonNode> items) => new([.. items.Select(item => item.DeepClone())]);
}
