using System.Collections.Concurrent;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Policies;
using KeyReaper.Sandbox.Time;
using KeyReaper.Sandbox.Topics;

namespace KeyReaper.Sandbox.Accounts;

/// <summary>An AWS account of the sandbox: its IAM state, guarded by one lock, and its SNS topics.</summary>
public sealed class SandboxAccount
{
    private readonly SortedDictionary<string, SandboxUser> users = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, SandboxRole> roles = new(StringComparer.OrdinalIgnoreCase); // no lock, because calls from other accounts read it

    internal SandboxAccount(string id, string partition, TimeProvider clock, AccessKeyIds accessKeyIds)
    {
        (Id, Partition, Clock, AccessKeyIds) = (id, partition, clock, accessKeyIds);
        Ids = new(id);
        Created = Now.AddYears(-3);
        CredentialReport = new(this);
        Propagation = new(clock);
        Topics = new(partition, id);
    }

    /// <summary>Twelve digits.</summary>
    public string Id { get; }

    /// <summary><c>aws</c>, <c>aws-us-gov</c>, <c>aws-cn</c> or <c>aws-eusc</c>.</summary>
    public string Partition { get; }

    /// <summary>When the account was opened: three years before the sandbox was started.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>The account's alias; null if it has none.</summary>
    public string? Alias
    {
        get { lock (Gate) { return field; } }
        set { lock (Gate) { field = value; } }
    }

    /// <summary>Whether the root user has an active access key. It shows in the credential report and the account summary only.</summary>
    public bool RootAccessKey
    {
        get { lock (Gate) { return field; } }
        set { lock (Gate) { field = value; } }
    }

    /// <summary>The last use of the root user's access key; null if it was never used.</summary>
    public SandboxLastUse? RootAccessKeyLastUsed
    {
        get { lock (Gate) { return field; } }
        set { lock (Gate) { field = value; } }
    }

    /// <summary>The account's one stored credential report and how its generation behaves.</summary>
    public SandboxCredentialReport CredentialReport { get; }

    /// <summary>How late reads show updates.</summary>
    public SandboxPropagation Propagation { get; }

    /// <summary>
    /// How long, on the sandbox clock, a TagUser or UntagUser takes. Meanwhile another one for the same user is refused with 409
    /// ConcurrentModification. Default zero: none is refused.
    /// </summary>
    public TimeSpan TaggingTakes { get; set; }

    /// <summary>The account's SNS topics.</summary>
    public SandboxTopics Topics { get; }

    /// <summary>The users as they are now, by name ignoring case.</summary>
    public IReadOnlyCollection<SandboxUser> Users
    {
        get { lock (Gate) { return [.. users.Values]; } }
    }

    internal Lock Gate { get; } = new();

    internal IReadOnlyList<PolicyStatement> ServiceControlPolicies { get; private set; } = [];

    internal Identifiers Ids { get; }

    internal AccessKeyIds AccessKeyIds { get; }

    internal TimeProvider Clock { get; }

    internal DateTimeOffset Now => Clock.GetUtcNow().WholeSeconds();

    /// <summary>The user of exactly that name.</summary>
    /// <exception cref="SandboxException">NoSuchEntity: there is no such user.</exception>
    public SandboxUser User(string name)
    {
        lock (Gate)
        {
            return users.TryGetValue(name, out var user) && user.Name == name ? user : throw Errors.NoSuchUser(name);
        }
    }

    /// <summary>Creates a user.</summary>
    /// <param name="name">Unique in the account ignoring case.</param>
    /// <param name="path"><c>/</c> or <c>/some/path/</c>.</param>
    /// <param name="created">CreateDate; now on the sandbox clock if not given.</param>
    /// <exception cref="SandboxException">EntityAlreadyExists: the name is taken.</exception>
    public SandboxUser CreateUser(string name, string path = "/", DateTimeOffset? created = null)
    {
        lock (Gate)
        {
            var user = new SandboxUser(this, name, path, created ?? Now, Ids.UserId());
            return users.TryAdd(name, user) ? user : throw Errors.UserExists(name);
        }
    }

    /// <summary>Deletes a user and all its access keys.</summary>
    /// <exception cref="SandboxException">NoSuchEntity: there is no such user.</exception>
    public void DeleteUser(string name)
    {
        lock (Gate)
        {
            var user = User(name);
            foreach (var key in user.AccessKeys)
            {
                key.Delete();
            }

            users.Remove(name);
        }
    }

    internal void Rename(SandboxUser user, string newName)
    {
        lock (Gate)
        {
            if (users.GetValueOrDefault(user.Name) != user) throw Errors.NoSuchUser(user.Name);
            if (users.TryGetValue(newName, out var owner) && owner != user) throw Errors.UserExists(newName);
            users.Remove(user.Name);
            users.Add(user.Name = newName, user);
        }
    }

    /// <summary>
    /// Creates a role, without a path, that trusts only its own account: whoever is allowed to in that account may assume it. In the default
    /// account, and only there, a role that was never created can be assumed too and is an administrator.
    /// </summary>
    /// <param name="name">Unique in the account ignoring case.</param>
    /// <param name="policies">Identity-based policies as JSON; see <see cref="SandboxRole.SetPolicies"/>.</param>
    /// <exception cref="SandboxException">EntityAlreadyExists: the name is taken. MalformedPolicyDocument: a policy is refused.</exception>
    public SandboxRole CreateRole(string name, params IEnumerable<string> policies) =>
        Add(new(this, name, "/", TrustPolicy.OfAccount(Id)), policies);

    /// <summary>Creates a role that others can assume.</summary>
    /// <param name="name">Unique in the account ignoring case.</param>
    /// <param name="policies">Identity-based policies as JSON; see <see cref="SandboxRole.SetPolicies"/>.</param>
    /// <param name="trustPolicy">Who may assume the role, as JSON; see <see cref="SandboxRole.SetTrustPolicy"/>.</param>
    /// <param name="path"><c>/</c> or <c>/some/path/</c>.</param>
    /// <exception cref="SandboxException">EntityAlreadyExists: the name is taken. MalformedPolicyDocument: a policy is refused.</exception>
    public SandboxRole CreateRole(string name, IEnumerable<string> policies, string trustPolicy, string path = "/") =>
        Add(new(this, name, path, TrustPolicy.Parse(trustPolicy)), policies);

    /// <summary>
    /// Replaces the service control policies; FullAWSAccess is always there besides. Nobody in the account, not even an administrator, may do what
    /// they deny. AWS does not apply them to a management account; here the default account may stand for a member account.
    /// </summary>
    /// <param name="documents">As for <see cref="SandboxRole.SetPolicies"/>.</param>
    /// <exception cref="SandboxException">
    /// MalformedPolicyDocument: a document is not a policy, or has a part that would not be enforced.
    /// </exception>
    public void SetServiceControlPolicies(params IEnumerable<string> documents) =>
        ServiceControlPolicies = [.. documents.SelectMany(document => PolicyDocument.Statements(document, PolicyStatement.Parse))];

    /// <summary>
    /// The whole state as indented JSON in a stable order: alias, root access key, users by name with tags and access keys (status,
    /// CreateDate, last use, told or not). No secrets. Two snapshots are equal exactly when nothing changed between them.
    /// </summary>
    public string Snapshot()
    {
        lock (Gate)
        {
            return AccountSnapshot.Of(this);
        }
    }

    internal SandboxAccessKey NewAccessKey(SandboxUser user, DateTimeOffset? created, string? id, string? by)
    {
        var key = new SandboxAccessKey(user, id ?? Ids.AccessKeyId("AKIA"), Ids.Secret(), created ?? Clock.GetUtcNow(), by);
        AccessKeyIds.Add(key);
        return key;
    }

    /// <summary>The account's access key of that id, even if it is deleted by now; null if the id was never given out here.</summary>
    internal SandboxAccessKey? IssuedAccessKey(string id) => AccessKeyIds.Issued(id) is { } key && key.User.Account == this ? key : null;

    internal SandboxRole? FindRole(string name) => roles.GetValueOrDefault(name);

    private SandboxRole Add(SandboxRole role, IEnumerable<string> policies)
    {
        role.SetPolicies(policies);
        return roles.TryAdd(role.Name, role) ? role : throw Errors.RoleExists(role.Name);
    }
}
