using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Access;

/// <summary>
/// AccessDenied in AWS's wording, which names caller, action, resource and reason, unless that would disclose something about another account.
/// </summary>
internal static class Denial
{
    /// <summary>Denied because nothing allows it.</summary>
    public static SandboxException Of(SandboxCall call, Caller caller) =>
        Of(call, caller, $"because no identity-based policy allows the {Action(call)} action");

    public static SandboxException Of(SandboxCall call, Caller caller, string? because)
    {
        var code = call.Service == "sns" ? "AuthorizationError" : "AccessDenied";
        return new(
            403,
            code,
            $"User: {caller.Arn} is not authorized to perform: {Action(call)} on resource: {Resource(call, caller)} {because}".TrimEnd());
    }

    private static string Action(SandboxCall call) => $"{(call.Service == "sns" ? "SNS" : call.Service)}:{call.Action}";

    private static string Resource(SandboxCall call, Caller caller) => call switch
    {
        { UserName: { } name } => $"user {name}",
        { AccessKeyId: { } id } when caller.Account.IssuedAccessKey(id) is { Exists: true } key => $"user {key.User.Name}",
        { Action: "ListUsers" } => $"arn:{caller.Account.Partition}:iam::{caller.Account.Id}:user/",
        _ => call["TopicArn"] ?? call["RoleArn"] ?? "*",
    };
}
