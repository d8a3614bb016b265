using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace KeyReaper.Tests.Deployment;

/// <summary>CloudFormation YAML as the JSON it stands for: <c>!Ref X</c> is <c>{"Ref": "X"}</c>. Every scalar is text.</summary>
internal static class ShortForm
{
    public static JsonObject Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Json(stream.Documents.Single().RootNode).AsObject();
    }

    private static JsonNode Json(YamlNode node) => node.Tag switch
    {
        { IsLocal: true, Value: "!Ref" or "!Condition" } tag => Call(tag.Value[1..], Untagged(node)),
        { IsLocal: true, Value: "!GetAtt" } => Call("Fn::GetAtt", new JsonArray([.. ((YamlScalarNode)node).Value!.Split('.', 2)])),
        { IsLocal: true } tag => Call("Fn::" + tag.Value[1..], Untagged(node)),
        _ => Untagged(node),
    };

    private static JsonNode Untagged(YamlNode node) => node switch
    {
        YamlScalarNode scalar => JsonValue.Create(scalar.Value ?? ""),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Select(Json)]),
        YamlMappingNode mapping => new JsonObject(mapping.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, (JsonNode?)Json(entry.Value)))),
        _ => throw new YamlException($"No CloudFormation for {node.NodeType}."),
    };

    private static JsonObject Call(string function, JsonNode argument) => new() { [function] = argument };
}
