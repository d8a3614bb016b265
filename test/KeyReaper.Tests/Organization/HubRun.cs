using System.Text.Json.Nodes;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Sandbox;

namespace KeyReaper.Tests.Organization;

/// <summary>
/// The hub's state machine over the sandbox's organization. The function is played by what Contracts/ says of it: its answers here are those of a pass,
/// of a digest and of a report, without the passes.
/// </summary>
internal sealed class HubRun : IDisposable
{
    private readonly Jsonata jsonata = new();
    private readonly JsonClient organizations;

    public HubRun(SandboxServer sandbox, params (string Parameter, string Value)[] parameters)
    {
        organizations = new(sandbox);
        Machine = new(HubDefinition.With(parameters), jsonata, CallAsync);
    }

    public StateMachine Machine { get; }

    /// <summary>Everything the function was invoked with, in order.</summary>
    public List<JsonNode> Events { get; } = [];

    /// <summary>The passes it was asked for.</summary>
    public IEnumerable<JsonNode> Passes => Events.Where(one => one["accountId"] is not null);

    /// <summary>The results that it was asked to digest.</summary>
    public IEnumerable<JsonNode> Lines => Events.SelectMany(one => one["organization"]?["digest"]?.AsArray() ?? []).Select(line => line!);

    /// <summary>What it was asked to publish.</summary>
    public JsonNode Published => Events.Select(one => one["organization"]).Single(one => one?["publish"] is not null)!;

    /// <summary>What becomes of a pass instead of the usual answer.</summary>
    public Func<string, JsonNode?> Pass { get; set; } = _ => null;

    public Func<JsonNode, JsonNode> Digest { get; set; } = request =>
        new JsonObject { ["accounts"] = request["digest"]!.AsArray().Count, ["attention"] = request["digest"]!.AsArray().Count(line => line!["outcome"]!.ToString() is "failed" or "unreachable") };

    public Func<string, JsonNode, JsonNode?> Organizations { get; set; } = (_, _) => null;

    public Task<JsonNode?> RunAsync(string input = "{}") => Machine.RunAsync(JsonNode.Parse(input));

    public void Dispose()
    {
        organizations.Dispose();
        jsonata.Dispose();
    }

    private async Task<JsonNode> CallAsync(string resource, JsonNode arguments) => resource switch
    {
        "lambda:invoke" => new JsonObject { ["StatusCode"] = 200, ["Payload"] = Invoke(arguments["FunctionName"]!.ToString(), arguments["Payload"]!) },
        "aws-sdk:organizations:listAccounts" => Organizations("ListAccounts", arguments) ?? await AskAsync("ListAccounts", arguments),
        "aws-sdk:organizations:listTagsForResource" => Organizations("ListTagsForResource", arguments) ?? await AskAsync("ListTagsForResource", arguments),
        _ => throw new NotSupportedException(resource),
    };

    private async Task<JsonNode> AskAsync(string action, JsonNode arguments)
    {
        var answer = await organizations.PostText(action, arguments.ToJsonString());
        return answer.Status == 200 ? JsonNode.Parse(answer.Body.GetRawText())! : throw new StatesException($"Organizations.{answer.Code}", answer.Message ?? "");
    }

    private JsonNode Invoke(string function, JsonNode request)
    {
        function.ShouldBe("${ReaperFunction.Arn}");
        Events.Add(request.DeepClone());
        return request["organization"] switch
        {
            { } organization when organization["digest"] is not null => Digest(organization),
            { } organization => Report(organization),
            null => Pass(request["accountId"]!.ToString()) ?? new JsonObject { ["account"] = request["accountId"]!.ToString(), ["mode"] = "DRY RUN", ["keys"] = 3 },
        };
    }

    private static JsonObject Report(JsonNode request) => new()
    {
        ["accounts"] = Sum(request, "accounts"),
        ["attention"] = Sum(request, "attention") + request["notFound"]!.AsArray().Count,
        ["missing"] = request["asked"]!.GetValue<int>() - Sum(request, "accounts"),
        ["published"] = true,
    };

    private static int Sum(JsonNode request, string what) => request["publish"]!.AsArray().Sum(digest => digest![what]!.GetValue<int>());
}
