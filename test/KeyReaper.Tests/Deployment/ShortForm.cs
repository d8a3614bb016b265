using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace KeyReaper.Tests.Deployment;

/// <summary>CloudFormation YAML as the JSON it stands for: <c>!Ref X</c> is <c>{"Ref": "X"}</c>.</summary>
internal static class ShortForm
{
    /// <summary>Every scalar is text, as CloudFormation takes a property's value.</summary>
    public static JsonObject Read(string yaml) => Read(yaml, scalar => JsonValue.Create(scalar.Value ?? ""));

    /// <summary>Whole numbers and booleans without quotes are what they look like, as in a state machine's definition.</summary>
    public static JsonObject ReadTyped(string yaml) => Read(yaml, scalar => scalar switch
    {
        { Style: ScalarStyle.Plain, Value: "true" or "false" } => JsonValue.Create(scalar.Value == "true"),
        { Style: ScalarStyle.Plain, Value: { } text } when int.TryParse(text, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(scalar.Value ?? ""),
    });

    private static JsonObject Read(string yaml, Func<YamlScalarNode, JsonNode> value)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Json(stream.Documents.Single().RootNode).AsObject();

        JsonNode Json(YamlNode node) => node.Tag switch
        {
            { IsLocal: true, Value: "!Ref" or "!Condition" } tag => Call(tag.Value[1..], Untagged(node)),
            { IsLocal: true, Value: "!GetAtt" } => Call("Fn::GetAtt", new JsonArray([.. ((YamlScalarNode)node).Value!.Split('.', 2)])),
            { IsLocal: true } tag => Call("Fn::" + tag.Value[1..], Untagged(node)),
            _ => Untagged(node),
        };

        JsonNode Untagged(YamlNode node) => node switch
        {
            YamlScalarNode scalar => value(scalar),
            YamlSequenceNode sequence => new JsonArray([.. sequence.Select(Json)]),
            YamlMappingNode mapping => new JsonObject(mapping.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, (JsonNode?)Json(entry.Value)))),
            _ => throw new YamlException($"No CloudFormation for {node.NodeType}."),
        };
    }

    private static JsonObject Call(string function, JsonNode argument) => new() { [function] = argument };
}
