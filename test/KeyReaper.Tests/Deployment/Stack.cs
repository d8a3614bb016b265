using System.Text.Json;
using System.Text.Json.Nodes;
using KeyReaper.Sandbox.Policies;

namespace KeyReaper.Tests.Deployment;

/// <summary>A statement of an IAM policy.</summary>
internal sealed record Statement(string Sid, string Effect, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, JsonObject? Condition)
{
    public static Statement From(JsonNode node) =>
        new(node[nameof(Sid)]?.ToString() ?? "", node[nameof(Effect)]!.ToString(), List(node["Action"]), List(node["Resource"]), node[nameof(Condition)]?.AsObject());

    /// <summary>Whether its condition is true for a request, as the sandbox judges it.</summary>
    /// <param name="context">The request's condition keys with their values.</param>
    public bool HoldsFor(params IReadOnlyList<(string Key, string[] Values)> context)
    {
        var request = context.ToDictionary(entry => entry.Key, IReadOnlyList<string> (entry) => entry.Values, StringComparer.OrdinalIgnoreCase);
        return PolicyCondition.ParseAll(JsonElement.Parse(Condition!.ToJsonString())).All(condition => condition.Holds(request));
    }

    private static string[] List(JsonNode? node) => node switch
    {
        JsonArray many => [.. many.Select(one => one!.ToString())],
        null => [],
        _ => [node.ToString()],
    };
}

/// <summary>A template with given parameter values: what would exist, and with which properties.</summary>
internal sealed class Stack(JsonObject template, Intrinsics intrinsics)
{
    private readonly Dictionary<string, JsonObject> resources = template[nameof(Resources)]!.AsObject()
        .Where(entry => entry.Value!["Condition"] is not { } condition || intrinsics.Holds(condition))
        .ToDictionary(entry => entry.Key, entry => intrinsics.Evaluate(entry.Value)!.AsObject());

    public IReadOnlyDictionary<string, JsonObject> Resources => resources;

    /// <summary>The properties of a resource, for a function with those that all functions of the template share.</summary>
    public JsonObject this[string resource]
    {
        get
        {
            var own = resources[resource]["Properties"]!.AsObject();
            return resources[resource]["Type"]!.ToString() == "AWS::Serverless::Function" && intrinsics.Evaluate(template["Globals"]?["Function"]) is JsonObject shared
                ? new(shared.Where(one => !own.ContainsKey(one.Key)).Concat(own).Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())))
                : own;
        }
    }

    public const string Id = "arn:aws:cloudformation:eu-west-1:111122223333:stack/keyreaper/5d1f0e6b-2a1f-4c3b-9a57-0d0c3c1c7a11";

    public IReadOnlyDictionary<string, string> EnvironmentVariables =>
        this["ReaperFunction"]["Environment"]!["Variables"]!.AsObject().ToDictionary(entry => entry.Key, entry => entry.Value!.ToString().Replace("${AWS::StackId}", Id, StringComparison.Ordinal));

    /// <summary>Why CloudFormation would refuse these parameters together.</summary>
    public IReadOnlyList<string> Refusals =>
        [.. template["Rules"]!.AsObject().Select(entry => entry.Value!)
            .Where(rule => intrinsics.Holds(rule["RuleCondition"]))
            .SelectMany(rule => rule["Assertions"]!.AsArray())
            .Where(assertion => !intrinsics.Holds(assertion!["Assert"]))
            .Select(assertion => assertion!["AssertDescription"]!.ToString())];

    public string Output(string name) => intrinsics.Evaluate(template["Outputs"]![name]!["Value"])!.ToString();

    /// <summary>Every policy in force for a role, whether in the role or beside it.</summary>
    public IReadOnlyList<JsonObject> RolePolicies(string role = "ReaperRole") =>
        [.. this[role]["Policies"]!.AsArray()
            .Concat(resources.Values.Where(resource => IsPolicyOf(role, resource)).Select(policy => policy["Properties"]))
            .Select(policy => policy!["PolicyDocument"]!.AsObject())];

    public IReadOnlyList<Statement> RoleStatements(string role = "ReaperRole") =>
        [.. RolePolicies(role).SelectMany(policy => policy["Statement"]!.AsArray()).Select(statement => Statement.From(statement!))];

    private static bool IsPolicyOf(string name, JsonObject resource) =>
        resource["Type"]!.ToString() == "AWS::IAM::Policy"
        && resource["Properties"]!["Roles"]!.AsArray().Any(role => role!.ToString() == $"${{{name}}}");
}
