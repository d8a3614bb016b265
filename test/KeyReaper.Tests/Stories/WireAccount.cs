using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Amazon.Runtime;
using KeyReaper.Tests.Sandbox;

namespace KeyReaper.Tests.Stories;

/// <summary>An access key with its secret, as its owner received it.</summary>
internal sealed record IssuedKey(string User, string Id, string Secret, DateTimeOffset Created);

/// <summary>An account and the people in it, read and changed only by calls over the wire.</summary>
internal sealed class WireAccount(Uri endpoint) : IDisposable
{
    // Unknown to both grounds, which take it for an administrator.
    private static readonly ImmutableCredentials Administrator = new("ASIAADMINISTRATOR000", "secret", null);

    private readonly Wire wire = new(endpoint);

    public async Task<string> IdAsync() => (await CallAsync("sts", "GetCallerIdentity")).Text("Account")!;

    public async Task<string> CreateTopicAsync(string name) => (await CallAsync("sns", "CreateTopic", ("Name", name))).Text("TopicArn")!;

    public Task CreateUserAsync(string user) => CallAsync("iam", "CreateUser", ("UserName", user));

    public async Task<IssuedKey> CreateKeyAsync(string user)
    {
        var made = await CallAsync("iam", "CreateAccessKey", ("UserName", user));
        return new(user, made.Text("AccessKeyId")!, made.Text("SecretAccessKey")!, DateTimeOffset.Parse(made.Text("CreateDate")!, CultureInfo.InvariantCulture));
    }

    public Task TagAsync(string user, string tag, string value) =>
        CallAsync("iam", "TagUser", ("UserName", user), ("Tags.member.1.Key", tag), ("Tags.member.1.Value", value));

    public Task SetStatusAsync(IssuedKey key, string status) =>
        CallAsync("iam", "UpdateAccessKey", ("UserName", key.User), ("AccessKeyId", key.Id), ("Status", status));

    /// <summary>Uses the key, by signing a call with it.</summary>
    public async Task UseAsync(IssuedKey key)
    {
        var identity = await CallAsync(key, "sts", "GetCallerIdentity");
        identity.Text("Arn")!.ShouldEndWith($":user/{key.User}");
    }

    /// <summary>The key's status; null once it is deleted.</summary>
    public async Task<string?> StatusAsync(IssuedKey key) =>
        (from member in Members(await CallAsync("iam", "ListAccessKeys", ("UserName", key.User)))
         where Value(member, "AccessKeyId") == key.Id
         select Value(member, "Status")).SingleOrDefault();

    public async Task<IReadOnlyDictionary<string, string>> TagsAsync(string user) =>
        Members(await CallAsync("iam", "ListUserTags", ("UserName", user))).ToDictionary(tag => Value(tag, "Key")!, tag => Value(tag, "Value")!);

    /// <summary>Everything about users and keys that can be read, to compare: one line for each user, tag and key.</summary>
    public async Task<string> StateAsync()
    {
        var state = new StringBuilder();
        foreach (var user in Members(await CallAsync("iam", "ListUsers")).Select(user => Value(user, "UserName")!).Order(StringComparer.Ordinal))
        {
            state.Append(user).Append('\n');
            foreach (var (tag, value) in (await TagsAsync(user)).OrderBy(tag => tag.Key, StringComparer.Ordinal)) state.Append(CultureInfo.InvariantCulture, $"  {tag} = {value}\n");
            foreach (var key in Members(await CallAsync("iam", "ListAccessKeys", ("UserName", user))))
            {
                var used = await CallAsync("iam", "GetAccessKeyLastUsed", ("AccessKeyId", Value(key, "AccessKeyId")!));
                state.Append(CultureInfo.InvariantCulture, $"  {Value(key, "AccessKeyId")} {Value(key, "Status")} {Value(key, "CreateDate")}, used {used.Text("LastUsedDate") ?? "never"} for {used.Text("ServiceName")}\n");
            }
        }

        return state.ToString();
    }

    public void Dispose() => wire.Dispose();

    /// <summary>A call by an administrator.</summary>
    public Task<QueryAnswer> CallAsync(string service, string action, params (string Name, string Value)[] parameters) => wire.CallAsync(Administrator, service, action, parameters);

    /// <summary>A call signed with that key.</summary>
    public Task<QueryAnswer> CallAsync(IssuedKey key, string service, string action, params (string Name, string Value)[] parameters) =>
        wire.CallAsync(new(key.Id, key.Secret, null), service, action, parameters);

    private static IEnumerable<XElement> Members(QueryAnswer answer) => answer.Xml.Descendants(answer.Namespace + "member");

    private static string? Value(XElement member, string name) => member.Element(member.Name.Namespace + name)?.Value;
}
