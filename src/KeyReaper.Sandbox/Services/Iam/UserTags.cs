using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Services.Iam;

internal static class UserTags
{
    private const int Quota = 50;

    public static IReadOnlyList<Node> List(Request request)
    {
        var user = request.Account.User(request.Required("UserName", Shape.UserName));
        return request.Page([.. user.SeenTags], tag => tag.Key, StringComparer.OrdinalIgnoreCase).ToNodes("Tags", Member);
    }

    public static IReadOnlyList<Node>? Tag(Request request)
    {
        var name = request.Required("UserName", Shape.UserName);
        var tags = Read(request);
        if (tags.Count == 0)
        {
            throw Errors.Constraint("null", "tags", "Member must not be null");
        }

        var user = request.Account.User(name);
        user.BeginTagging();
        if (user.Tags.Keys.Union(tags.Keys, StringComparer.OrdinalIgnoreCase).Count() > Quota)
        {
            throw Errors.QuotaExceeded("TagsPerUser", Quota);
        }

        foreach (var (key, value) in tags)
        {
            user.Tag(key, value);
        }

        return null;
    }

    public static IReadOnlyList<Node>? Untag(Request request)
    {
        var name = request.Required("UserName", Shape.UserName);
        var keys = request.Items("TagKeys").Select(item => NotReserved(request.Required(item, Shape.TagKey))).ToArray();
        if (keys.Length == 0)
        {
            throw Errors.Constraint("null", "tagKeys", "Member must not be null");
        }

        var user = request.Account.User(name);
        user.BeginTagging();
        foreach (var key in AtMostQuota(keys, "tagKeys"))
        {
            user.Untag(key);
        }

        return null;
    }

    /// <summary>The tags in the request, all of them valid: a single bad tag makes the whole call fail.</summary>
    public static Dictionary<string, string> Read(Request request)
    {
        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in AtMostQuota(request.Items("Tags"), "tags"))
        {
            var key = NotReserved(request.Required(item + ".Key", Shape.TagKey));
            if (!tags.TryAdd(key, request.Required(item + ".Value", Shape.TagValue)))
            {
                throw Errors.InvalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
        }

        return tags;
    }

    public static Node Member(KeyValuePair<string, string> tag) => Node.Member(Node.Of("Key", tag.Key), Node.Of("Value", tag.Value));

    private static string NotReserved(string key) => key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)
        ? throw Errors.InvalidInput("aws: prefixed tag key names are not allowed for external use.")
        : key;

    private static IReadOnlyList<string> AtMostQuota(IReadOnlyList<string> items, string parameter) => items.Count <= Quota
        ? items
        : throw Errors.Constraint($"'[{string.Join(", ", items)}]'", parameter, $"Member must have length less than or equal to {Quota}");
}
