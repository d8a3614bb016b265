using System.Collections.Immutable;
using KeyReaper.Sandbox.Accounts;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Policies;
using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Access;

/// <summary>
/// Checks a call against the service control policies of the caller's account and against the policies of the role that makes it. Callers
/// without a role may do everything that the service control policies allow.
/// </summary>
internal static class Authorization
{
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
    private static readonly string[] WithoutResource =
    [
        "ListUsers", "ListAccountAliases", "CreateAccountAlias", "GetAccountSummary", "GenerateCredentialReport", "GetCredentialReport",
        "ListTopics", "ListAccounts", "DescribeOrganization",
    ];

    /// <exception cref="SandboxException">AccessDenied (SNS: AuthorizationError).</exception>
    public static void Authorize(this Request request)
    {
        // Everybody may ask STS who they are, even if everything is denied to them. AssumeRole is checked elsewhere, by the policies of both accounts.
        if (request.Call.Service != "sts" && request.Caller.Refusal(AccessRequestOf(request)) is { } refusal)
        {
            throw Denial.Of(request.Call, request.Caller, refusal.Because);
        }
    }

    /// <summary>Whether the caller may also do this, which is part of the call.</summary>
    /// <returns>Why not; null if it may.</returns>
    public static string? Refusal(this Request request, string action, string resource) =>
        request.Caller.Refusal(new(action, resource, request.ContextFor(request.Account.Id)))?.Because;

    /// <summary>Why the caller may not do that; null if it may.</summary>
    public static Refusal? Refusal(this Caller caller, AccessRequest access) =>
        caller.Account.ServiceControlPolicies.Any(statement => statement.Denies && statement.AppliesTo(access))
            ? new(true, "with an explicit deny in a service control policy")
            : caller.Role?.Refusal(access) ?? (caller.SessionPolicy is { } policy ? SandboxRole.RefusalBy(policy, "session policy", access) : null);

    private static AccessRequest AccessRequestOf(Request request)
    {
        var user = User(request);
        return new(
            $"{request.Call.Service}:{request.Call.Action}",
            WithoutResource.Contains(request.Call.Action) ? "*" : Resource(request, user),
            Context(request, user));
    }

    private static string Resource(Request request, SandboxUser? user) => request.Call switch
    {
        { Service: "sns" } call => call["TopicArn"] ?? call["TargetArn"]
            ?? $"arn:{request.Account.Partition}:sns:{request.Caller.Region}:{request.Account.Id}:{call["Name"]}",
        { Service: "organizations" } call => request.World.Organization.ArnOf(call["AccountId"] ?? call["ResourceId"] ?? call["ChildId"] ?? call["ParentId"] ?? ""),
        _ when user is not null => user.SeenArn,
        // What IAM answers about a missing user or key is not documented. Here, callers who may ask about all users learn that it does not exist.
        var call => $"arn:{request.Account.Partition}:iam::{request.Account.Id}:user{call["Path"] ?? "/"}{call.UserName}",
    };

    // GetAccessKeyLastUsed names no user (or one that is ignored), so it is authorized against the owner of the key.
    private static SandboxUser? User(Request request) => request.Call switch
    {
        { Service: not "iam" } => null,
        { Action: "GetAccessKeyLastUsed", AccessKeyId: var id } => id is null ? null : request.Account.IssuedAccessKey(id)?.User,
        { UserName: { } name } => request.Account.Users.FirstOrDefault(user => user.Name == name),
        _ => request.Caller.User,
    };

    private static Dictionary<string, IReadOnlyList<string>> Context(Request request, SandboxUser? user)
    {
        var context = request.ContextFor(request.Account.Id);
        foreach (var (key, value) in user?.SeenTags ?? ImmutableSortedDictionary<string, string>.Empty)
        {
            context["aws:ResourceTag/" + key] = context["iam:ResourceTag/" + key] = [value];
        }

        foreach (var tag in request.Items("Tags"))
        {
            context["aws:RequestTag/" + request.Call[tag + ".Key"]] = [request.Call[tag + ".Value"] ?? ""];
        }

        string[] tagKeys =
        [
            .. request.Items("Tags").Select(tag => request.Call[tag + ".Key"] ?? ""),
            .. request.Items("TagKeys").Select(tag => request.Call[tag] ?? ""),
        ];
        if (tagKeys.Length > 0)
        {
            context["aws:TagKeys"] = tagKeys;
        }

        return context;
    }
}
