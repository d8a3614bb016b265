using System.Text.Json;
using System.Text.Json.Nodes;

namespace KeyReaper.Tests.Deployment;

/// <summary>Stacks that moto created from the translated template, side by side in one account.</summary>
public sealed class CreatedStacks
{
    public const string ExistingTopic = "arn:aws:sns:us-east-1:123456789012:existing";

    private static readonly Dictionary<string, Dictionary<string, string>> Wanted = new()
    {
        ["fresh"] = [],
        ["live"] = new()
        {
            ["DryRun"] = "false",
            ["Email"] = "security@example.com",
            ["Encryption"] = "create",
            ["OneRunAtATime"] = "true",
            ["LogRetentionDays"] = "30",
        },
        ["joined"] = new() { ["ExistingTopicArn"] = ExistingTopic, ["MissedRunDays"] = "0", ["UnusedDays"] = "45" },
    };

    private readonly Lazy<JsonNode> all = new(Create);

    /// <summary>Name, then what was found out about the stack. See create.py for the shape.</summary>
    internal JsonNode this[string stack] => all.Value[stack]!;

    private static JsonNode Create()
    {
        var translated = Path.GetTempFileName();
        File.WriteAllText(translated, Template.TranslatedJson);
        try
        {
            string[] arguments = [Repository.PathOf("test/KeyReaper.Tests/Deployment/create.py"), translated];
            return JsonNode.Parse(Tool.Run("python3", arguments, JsonSerializer.Serialize(Wanted)).OutputOfSuccess())!;
        }
        finally
        {
            File.Delete(translated);
        }
    }
}
