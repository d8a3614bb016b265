using KeyReaper.Sandbox.Access;
using KeyReaper.Sandbox.Accounts;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Services.Iam;

internal static class Users
{
    private const int Quota = 5000;

    public static IReadOnlyList<Node> List(Request request)
    {
        var prefix = request.Optional("PathPrefix", Shape.PathPrefix) ?? "/";
        var users = request.Account.Users.Where(user => user.SeenPath.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        return request.Page(users, user => user.Name, StringComparer.OrdinalIgnoreCase)
            .ToNodes("Users", user => Node.Member(Members(user)));
    }

    public static IReadOnlyList<Node> Get(Request request)
    {
        var user = request.UserOrCaller();
        return [Node.Of("User", WithTags(user))];
    }

    public static IReadOnlyList<Node> Create(Request request)
    {
        var name = request.Required("UserName", Shape.NewUserName);
        var path = request.Optional("Path", Shape.Path) ?? "/";
        var tags = UserTags.Read(request);
        if (request.Account.Users.Count >= Quota)
        {
            throw Errors.QuotaExceeded("UsersPerAccount", Quota);
        }

        var user = request.Account.CreateUser(name, path);
        foreach (var (key, value) in tags)
        {
            user.Tag(key, value);
        }

        return [Node.Of("User", WithTags(user))];
    }

    public static IReadOnlyList<Node>? Update(Request request)
    {
        var name = request.Required("UserName", Shape.UserName);
        var newName = request.Optional("NewUserName", Shape.NewUserName);
        var newPath = request.Optional("NewPath", Shape.Path);

        // "To change a user name, the requester must have appropriate permissions on both the source object and the target object"
        // (https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html).
        var user = request.Account.User(name);
        var target = user.ArnOf(newPath ?? user.Path, newName ?? user.Name);
        if (request.Refusal("iam:UpdateUser", target) is { } because) throw Denial.Of(request.Call, request.Caller, because);

        user.Rename(newName ?? user.Name);
        user.MoveTo(newPath ?? user.Path);
        return null;
    }

    public static IReadOnlyList<Node>? Delete(Request request)
    {
        var user = request.Account.User(request.Required("UserName", Shape.UserName));
        Belongings.MustBeGone(user);
        request.Account.DeleteUser(user.Name);
        return null;
    }

    // ListUsers leaves out tags; GetUser and CreateUser return them if there are any.
    private static IReadOnlyList<Node> WithTags(SandboxUser user) =>
        user.SeenTags.IsEmpty ? Members(user) : [.. Members(user), Node.Of("Tags", [.. user.SeenTags.Select(UserTags.Member)])];

    private static IReadOnlyList<Node> Members(SandboxUser user) =>
    [
        Node.Of("Path", user.SeenPath),
        Node.Of("UserName", user.Name),
        Node.Of("UserId", user.UserId),
        Node.Of("Arn", user.SeenArn),
        Node.Of("CreateDate", user.Created),
    ];
}
