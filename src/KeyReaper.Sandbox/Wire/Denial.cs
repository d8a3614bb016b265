namespace KeyReaper.Sandbox.Wire;

/// <summary>AccessDenied in AWS's wording, which names caller, action and resource.</summary>
internal static class Denial
{
    public static SandboxException Of(SandboxCall call, Caller caller)
    {
        var action = $"{(call.Service == "sns" ? "SNS" : call.Service)}:{call.Action}";
        var code = call.Service == "sns" ? "AuthorizationError" : "AccessDenied";
        return new(
            403,
            code,
            $"User: {caller.Arn} is not authorized to perform: {action} on resource: {Resource(call, caller)} " +
            $"because no identity-based policy allows the {action} action");
    }

    private static string Resource(SandboxCall call, Caller caller) => call switch
    {
        { UserName: { } name } => $"user {name}",
        { AccessKeyId: { } id } when caller.Account.FindAccessKey(id) is { } key => $"user {key.User.Name}",
        { Action: "ListUsers" } => $"arn:{caller.Account.Partition}:iam::{caller.Account.Id}:user/",
        _ => call["TopicArn"] ?? call["RoleArn"] ?? "*",
    };
}
