using System.Text.Json.Nodes;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Sandbox;

namespace KeyReaper.Tests.Organization;

/// <summary>
/// The hub's state machine over the sandbox's organization, with the permissions of its role. Unless <see cref="Function"/> says otherwise, the answers of its functions are the examples
/// in Contracts/: those of a pass, of a digest and of a report, without any pass.
/// </summary>
internal sealed class HubRun : IDisposable
{
    private readonly JsonClient organizations;

    public HubRun(SandboxServer sandbox, Jsonata jsonata, params (string Parameter, string Value)[] parameters)
    {
        organizations = new(sandbox, SignedByTheRole(sandbox));
        Machine = new(HubDefinition.With(parameters), jsonata, CallAsync);
        Function = (function, request) => Task.FromResult(Play(function, request));
    }

    public StateMachine Machine { get; }

    /// <summary>Every invocation of a function, in order.</summary>
    public List<(string Function, JsonNode Request)> Invocations { get; } = [];

    /// <summary>The passes that were asked for.</summary>
    public IEnumerable<JsonNode> Passes => RequestsOf("ReaperFunction");

    public IEnumerable<JsonNode> Digests => RequestsOf("DigestFunction");

    /// <summary>The results that were to be digested.</summary>
    public IEnumerable<JsonNode> Results => Digests.SelectMany(digest => digest["results"]!.AsArray()).Select(result => result!);

    /// <summary>What was to be reported.</summary>
    public JsonNode Report => RequestsOf("ReportFunction").Single();

    /// <summary>A function of the template by its logical id, such as <c>DigestFunction</c>: from the event to the answer, or a <see cref="StatesException"/>.</summary>
    public Func<string, JsonNode, Task<JsonNode>> Function { get; set; }

    /// <summary>What a pass answers instead of the usual.</summary>
    public Func<string, JsonNode?> Pass { get; set; } = _ => null;

    public Func<JsonNode, JsonNode> Digest { get; set; } = request =>
        new JsonObject { ["standings"] = new JsonObject(request["results"]!.AsArray().GroupBy(result => result!["outcome"]!.ToString()).Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Count()))) };

    public Func<string, JsonNode, JsonNode?> Organizations { get; set; } = (_, _) => null;

    /// <summary>Wrong answers of a service, by the resource; empty if it answers as it should.</summary>
    public Func<string, JsonNode?[]> Odd { get; set; } = _ => [];

    /// <summary>The runs that Step Functions lists as running, latest first: name and start. This one is <c>tuesday</c>.</summary>
    public IReadOnlyList<(string Name, string Started)> Going { get; set; } = [("tuesday", "2026-01-05T06:00:00.123Z")];

    /// <summary>What was put on the bus, in order.</summary>
    public List<JsonNode> Events { get; } = [];

    /// <summary>Why an event cannot be put on the bus.</summary>
    public Func<JsonNode, StatesException?> Bus { get; set; } = _ => null;

    public Task<JsonNode?> RunAsync(string input = "{}") => Machine.RunAsync(JsonNode.Parse(input));

    public void Dispose() => organizations.Dispose();

    /// <returns>An access key id: calls that are signed with it have the rights in Organizations that the template gives the state machine.</returns>
    private static string SignedByTheRole(SandboxServer sandbox)
    {
        var accessKeyId = $"ASIA{Guid.NewGuid():N}"[..20].ToUpperInvariant();
        var policies = Template.Hub.With(("OrganizationId", sandbox.Organization.Id)).RolePolicies("OrganizationRole")
            .SelectMany(policy => policy["Statement"]!.AsArray())
            .Where(statement => Statement.From(statement!).Actions.All(action => action.StartsWith("organizations:", StringComparison.Ordinal)))
            .Select(statement => new JsonObject { ["Statement"] = statement!.DeepClone() }.ToJsonString().Replace("${AWS::Partition}", "aws", StringComparison.Ordinal));
        sandbox.Account.CreateRole("Organization" + accessKeyId, policies).SignsWith(accessKeyId);
        return accessKeyId;
    }

    private IEnumerable<JsonNode> RequestsOf(string function) => Invocations.Where(one => one.Function == function).Select(one => one.Request);

    private async Task<JsonNode?> CallAsync(string resource, JsonNode arguments) => Odd(resource) is [var answer] ? answer?.DeepClone() : resource switch
    {
        "lambda:invoke" => new JsonObject { ["StatusCode"] = 200, ["Payload"] = await InvokeAsync(arguments["FunctionName"]!.ToString(), arguments["Payload"]!) },
        "aws-sdk:organizations:listAccounts" => Organizations("ListAccounts", arguments) ?? await AskAsync("ListAccounts", arguments),
        "aws-sdk:organizations:describeAccount" => Organizations("DescribeAccount", arguments) ?? await AskAsync("DescribeAccount", arguments),
        "aws-sdk:organizations:listTagsForResource" => Organizations("ListTagsForResource", arguments) ?? await AskAsync("ListTagsForResource", arguments),
        "aws-sdk:sfn:listExecutions" => List(arguments),
        "events:putEvents" => Put(arguments["Entries"]!.AsArray().Single()!),
        _ => throw new NotSupportedException(resource),
    };

    private JsonObject List(JsonNode arguments)
    {
        arguments.ToJsonString().ShouldBe("""{"StateMachineArn":"arn:aws:states:eu-west-1:111122223333:stateMachine:Organization","StatusFilter":"RUNNING","MaxResults":100}""");
        return new() { ["Executions"] = new JsonArray([.. Going.Select(run => new JsonObject
        {
            ["ExecutionArn"] = "arn:aws:states:eu-west-1:111122223333:execution:Organization:" + run.Name,
            ["Name"] = run.Name,
            ["Status"] = "RUNNING",
            ["StartDate"] = run.Started,
        })]) };
    }

    private JsonObject Put(JsonNode entry)
    {
        if (Bus(entry) is { } error) throw error;
        Events.Add(entry.DeepClone());
        return new() { ["FailedEntryCount"] = 0 };
    }

    private async Task<JsonNode> AskAsync(string action, JsonNode arguments)
    {
        var answer = await organizations.PostText(action, arguments.ToJsonString());
        return answer.Status == 200 ? JsonNode.Parse(answer.Body.GetRawText())! : throw new StatesException($"Organizations.{answer.Code}", answer.Message ?? "");
    }

    private Task<JsonNode> InvokeAsync(string arn, JsonNode request)
    {
        var function = arn["${".Length..^".Arn}".Length];
        Invocations.Add((function, request.DeepClone()));
        return Function(function, request);
    }

    private JsonNode Play(string function, JsonNode request) => function switch
    {
        "ReaperFunction" => Pass(request["accountId"]!.ToString()) ?? new JsonObject { ["account"] = request["accountId"]!.ToString(), ["mode"] = "DRY RUN", ["keys"] = 3 },
        "DigestFunction" => Digest(request),
        "ReportFunction" => Answer(request),
        _ => throw new NotSupportedException(function),
    };

    private static JsonObject Answer(JsonNode request)
    {
        var standings = request["digests"]!.AsArray().SelectMany(digest => digest!["standings"]?.AsObject().ToArray() ?? []).ToLookup(one => one.Key, one => one.Value!.GetValue<int>());
        var attention = standings["failed"].Sum() + standings["unreachable"].Sum() + request["notFound"]!.AsArray().Count;
        var accounts = standings.Sum(one => one.Sum());
        var missing = request["asked"]!.GetValue<int>() - accounts;
        return new()
        {
            ["outcome"] = request["trouble"] is not null || attention + missing > 0 ? "attention" : "quiet",
            ["result"] = request["trouble"]?.ToString() ?? $"{attention} need attention, {missing} are missing.",
            ["accounts"] = accounts,
            ["attention"] = attention,
            ["missing"] = missing,
            ["published"] = true,
        };
    }
}
