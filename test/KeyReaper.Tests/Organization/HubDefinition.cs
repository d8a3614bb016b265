using System.Text.Json.Nodes;
using KeyReaper.Tests.Deployment;

namespace KeyReaper.Tests.Organization;

/// <summary>The hub's state machine as a deployment would define it.</summary>
internal static class HubDefinition
{
    public static JsonObject With(params (string Parameter, string Value)[] parameters)
    {
        var stack = new Template(ShortForm.ReadTyped(Repository.Read("infra/organization/hub.yaml"))).With([("OrganizationId", "o-a1b2c3d4e5"), .. parameters]);
        return JsonNode.Parse(stack["Organization"]["Definition"]!.ToJsonString().Replace("${AWS::Partition}", "aws", StringComparison.Ordinal))!.AsObject();
    }

    public static JsonObject State(this JsonObject states, string name) => states["States"]![name]!.AsObject();
}
