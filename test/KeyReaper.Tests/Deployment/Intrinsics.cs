using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KeyReaper.Tests.Deployment;

/// <summary>
/// What CloudFormation makes of a template's functions and conditions under given parameter values. What only a deployment can know stays
/// readable: a resource is <c>${Topic}</c>, its attribute <c>${Key.Arn}</c>.
/// </summary>
internal sealed partial class Intrinsics(JsonObject template, IReadOnlyDictionary<string, string> parameters)
{
    public bool Holds(JsonNode? condition) => condition switch
    {
        JsonValue name => Holds(template["Conditions"]![name.ToString()]),
        JsonObject { Count: 1 } call => (call.First().Key, call.First().Value) switch
        {
            ("Condition", JsonValue name) => Holds(name),
            ("Fn::Not", JsonArray of) => !Holds(of[0]),
            ("Fn::And", JsonArray all) => all.All(Holds),
            ("Fn::Or", JsonArray any) => any.Any(Holds),
            ("Fn::Equals", JsonArray pair) => Evaluate(pair[0])!.ToString() == Evaluate(pair[1])!.ToString(),
            var (function, _) => throw new NotSupportedException($"{function} as a condition"),
        },
        _ => throw new NotSupportedException($"{condition} as a condition"),
    };

    /// <returns>The value, or null for <c>AWS::NoValue</c>.</returns>
    public JsonNode? Evaluate(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } call => (call.First().Key, call.First().Value) switch
        {
            ("Ref", JsonValue name) => name.ToString() == "AWS::NoValue" ? null : Reference(name.ToString()),
            ("Fn::GetAtt", JsonArray path) => $"${{{path[0]}.{path[1]}}}",
            ("Fn::If", JsonArray choice) => Evaluate(choice[Holds(choice[0]) ? 1 : 2]),
            ("Fn::Sub", JsonValue text) => Substituted(text.ToString(), _ => null),
            ("Fn::Sub", JsonArray pair) => Substituted(pair[0]!.ToString(), name => Evaluate(pair[1]![name])?.ToString()),
            _ => Members(call),
        },
        JsonObject members => Members(members),
        JsonArray items => new JsonArray([.. items.Select(Evaluate).Where(item => item is not null)]),
        JsonValue value => value.DeepClone(),
        _ => null,
    };

    private JsonObject Members(JsonObject members) =>
        new(members.Select(member => KeyValuePair.Create(member.Key, Evaluate(member.Value))).Where(member => member.Value is not null));

    private string Substituted(string text, Func<string, string?> ownValue) =>
        Placeholder().Replace(text, match => ownValue(match.Groups[1].Value) ?? Reference(match.Groups[1].Value));

    private string Reference(string name) => parameters.GetValueOrDefault(name, $"${{{name}}}");

    [GeneratedRegex(@"\$\{([\w.:]+)\}")]
    private static partial Regex Placeholder();
}
