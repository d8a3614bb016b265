using System.Collections.Frozen;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Services;

/// <summary>An action that a client calls. Returns the members of the result, or null if the action's model has no output.</summary>
internal delegate IReadOnlyList<Node>? ActionHandler(Request request);

/// <summary>A service with the Query protocol: requests are forms, answers are XML.</summary>
/// <param name="Name">The signing name.</param>
/// <param name="Version">The API version, by which requests are routed.</param>
/// <param name="XmlNamespace">The namespace of its answers.</param>
/// <param name="ServerErrorCode">The code of its 500.</param>
/// <param name="Actions">The table of its actions.</param>
internal sealed record QueryService(
    string Name,
    string Version,
    string XmlNamespace,
    string ServerErrorCode,
    FrozenDictionary<string, ActionHandler> Actions) : Service(Name, Version, ServerErrorCode)
{
    public override bool Offers(string action) => Actions.ContainsKey(action);

    public override Answer Act(Request request, string requestId) =>
        XmlAnswer.Success(XmlNamespace, request.Call.Action, Actions[request.Call.Action](request), requestId);

    public override Answer Failure(SandboxException error, string requestId) => XmlAnswer.Failure(XmlNamespace, error, requestId);
}
