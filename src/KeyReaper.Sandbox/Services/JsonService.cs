using System.Collections.Frozen;
using System.Text;
using System.Text.Json.Nodes;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Services;

/// <summary>A service with the JSON 1.1 protocol: requests and answers are objects, and the action is in the header X-Amz-Target.</summary>
/// <param name="Name">The signing name.</param>
/// <param name="Version">The API version.</param>
/// <param name="Target">The beginning of X-Amz-Target, by which requests are routed.</param>
/// <param name="ErrorCodes">The service's codes for errors that the sandbox knows by their Query codes.</param>
/// <param name="Actions">The table of its actions.</param>
internal sealed record JsonService(
    string Name,
    string Version,
    string Target,
    FrozenDictionary<string, string> ErrorCodes,
    FrozenDictionary<string, Func<Request, JsonObject>> Actions) : Service(Name, Version, "ServiceException")
{
    private const string ContentType = "application/x-amz-json-1.1";

    public override bool Offers(string action) => Actions.ContainsKey(action);

    public override Answer Act(Request request, string requestId)
    {
        var result = Actions[request.Call.Action](request);
        return new(200, null, requestId, ContentType, () => Bytes(result));
    }

    // In this protocol the status only says whose fault it is.
    public override Answer Failure(SandboxException error, string requestId)
    {
        var code = ErrorCodes.GetValueOrDefault(error.Code, error.Code);
        var body = new JsonObject { ["__type"] = code, ["Message"] = error.Message };
        return new(error.HttpStatus < 500 ? 400 : error.HttpStatus, code, requestId, ContentType, () => Bytes(body));
    }

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
