using System.Globalization;
using System.Text.Json.Nodes;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Sandbox;

namespace KeyReaper.Tests.Organization;

/// <summary>
/// The hub's flow in C#, for where no JSONata is installed: asks Organizations and the functions for the same, in the same order, as the state machine
/// does. Where it is installed, a test holds the one to the other.
/// </summary>
internal sealed class HubFlow(SandboxServer sandbox, Func<string, JsonNode, Task<JsonNode>> function, string externalId, string exclude) : IDisposable
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

        var results = new List<JsonNode>();
        foreach (var account in asked)
        {
            results.Add(await ReapAsync(Id(account), unitTags));
            Events.Add(new JsonObject([KeyValuePair.Create("schemaVersion", (JsonNode?)"1.0"), KeyValuePair.Create("runId", (JsonNode?)Execution), .. results[^1].DeepClone().AsObject().Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone()))]));
        }

        var batches = results.Chunk(100).ToArray();
        var digests = new JsonArray();
        foreach (var batch in batches)
            digests.Add(await InvokeAsync("DigestFunction", new() { ["results"] = Array(batch), ["room"] = 200_000 / batches.Length }));

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
            ["details"] = new JsonObject
            {
                ["bucket"] = "${Results}",
                ["prefix"] = "runs/2026-01-05/6b2a1f0e/",
                ["execution"] = Execution,
                ["started"] = "2026-01-05T06:00:00.000Z",
            },
        });
        Events.Add(answer);
        return answer;
    }

    public void Dispose() => organizations.Dispose();

    private async Task<JsonNode> ReapAsync(string id, Dictionary<string, JsonNode[]> unitTags)
    {
        var account = (await AskAsync("DescribeAccount", new() { ["AccountId"] = id }))["Account"]!;
        var told = new JsonObject { ["accountId"] = id, ["name"] = account["Name"]!.ToString() };
        (string Of, JsonNode[] Tags)[] levels = [.. Units(account).Select(unit => (unit, unitTags[unit])), ("the account", await TagsAsync(id))];

        if (account["State"]!.ToString() != "ACTIVE") return Told(("outcome", "off"), ("why", $"The account is {account["State"]}."));
        if (levels.FirstOrDefault(level => level.Tags.Any(tag => IsMode(tag, "off"))) is { Of: { } of }) return Told(("outcome", "off"), ("why", $"The tag keyreaper:mode of {of} is off."));

        try
        {
            var answer = await InvokeAsync("ReaperFunction", new()
            {
                ["accountId"] = id,
                ["roleArn"] = $"arn:aws:iam::{id}:role/keyreaper/KeyReaperSpoke",
                ["externalId"] = externalId,
                ["organizationId"] = sandbox.Organization.Id,
                ["dryRun"] = levels.Any(level => level.Tags.Any(tag => IsMode(tag, "dry-run"))),
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
