using KeyReaper.Sandbox.Accounts;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Services.Iam;

internal static class AccessKeys
{
    private const int Quota = 2;
    private static readonly string[] Statuses = ["Active", "Inactive"];

    public static IReadOnlyList<Node> List(Request request)
    {
        var keys = request.UserOrCaller().SeenAccessKeys.OrderBy(key => key.Id, StringComparer.Ordinal).ToArray();
        return request.Page(keys, key => key.Id, StringComparer.Ordinal).ToNodes("AccessKeyMetadata", key => Node.Member(Members(key)));
    }

    public static IReadOnlyList<Node> GetLastUsed(Request request)
    {
        var id = request.Required("AccessKeyId", Shape.AccessKeyId);
        return request.Account.IssuedAccessKey(id) is { } key && key.User.SeenAccessKeys.Contains(key)
            ? [Node.Of("UserName", key.User.Name), Node.Of("AccessKeyLastUsed", LastUsed(key.SeenLastUsed))]
            : throw Errors.NoSuchAccessKey(id);
    }

    public static IReadOnlyList<Node> Create(Request request)
    {
        var user = request.UserOrCaller();
        if (user.AccessKeys.Count >= Quota)
        {
            throw Errors.QuotaExceeded("AccessKeysPerUser", Quota);
        }

        var key = user.CreateAccessKey(created: null, id: null, by: request.Caller.Arn);
        return [Node.Of("AccessKey", [.. Members(key), Node.Of("SecretAccessKey", key.Secret)])];
    }

    public static IReadOnlyList<Node>? Update(Request request)
    {
        var id = request.Required("AccessKeyId", Shape.AccessKeyId);
        var status = request.Required("Status", Shape.Any);
        if (!Statuses.Contains(status))
        {
            throw Errors.Constraint($"'{status}'", "status", $"Member must satisfy enum value set: [{string.Join(", ", Statuses)}]");
        }

        request.UserOrCaller().AccessKey(id).SetStatus(status, by: request.Caller.Arn);
        return null;
    }

    public static IReadOnlyList<Node>? Delete(Request request)
    {
        var id = request.Required("AccessKeyId", Shape.AccessKeyId);
        request.UserOrCaller().AccessKey(id).Delete(by: request.Caller.Arn);
        return null;
    }

    private static IReadOnlyList<Node> Members(SandboxAccessKey key) =>
    [
        Node.Of("UserName", key.User.Name),
        Node.Of("AccessKeyId", key.Id),
        Node.Of("Status", key.SeenStatus),
        Node.Of("CreateDate", key.Created),
    ];

    private static IReadOnlyList<Node> LastUsed(SandboxLastUse? use) => use is null
        ? [Node.Of("ServiceName", "N/A"), Node.Of("Region", "N/A")]
        : [Node.Of("LastUsedDate", use.At), Node.Of("ServiceName", use.Service), Node.Of("Region", use.Region)];
}
