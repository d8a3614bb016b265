using System.Collections.Frozen;

namespace KeyReaper.Sandbox.Wire;

/// <summary>What a client calls: the members of the result, or null if the action's model has no output.</summary>
internal delegate IReadOnlyList<Node>? ActionHandler(Request request);

/// <summary>A service of the Query protocol.</summary>
/// <param name="Name">The signing name: iam, sns, sts.</param>
/// <param name="Version">The API version, which is also what requests are routed by.</param>
/// <param name="XmlNamespace">The namespace of its answers.</param>
/// <param name="ServerErrorCode">The code of its 500.</param>
/// <param name="Actions">The table of its actions.</param>
internal sealed record Service(
    string Name,
    string Version,
    string XmlNamespace,
    string ServerErrorCode,
    FrozenDictionary<string, ActionHandler> Actions)
{
    private static readonly FrozenDictionary<string, Service> ByVersion =
        new[] { Iam.IamService.Definition, Sns.SnsService.Definition, Sts.StsService.Definition }
            .ToFrozenDictionary(service => service.Version);

    public static Service? Of(string version) => ByVersion.GetValueOrDefault(version);
}
