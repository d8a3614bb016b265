namespace KeyReaper.Sandbox;

/// <summary>An AWS account of the sandbox: its IAM state, guarded by one lock.</summary>
public sealed class SandboxAccount
{
    private readonly SortedDictionary<string, SandboxUser> users = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SandboxAccessKey?> accessKeys = new(StringComparer.Ordinal);
    private readonly TimeProvider clock;

    internal SandboxAccount(string id, string partition, TimeProvider clock)
    {
        (Id, Partition, this.clock) = (id, partition, clock);
        Ids = new(id);
        Created = Now.AddYears(-3);
        CredentialReport = new(this);
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

    /// <summary>The users as they are now, by name ignoring case.</summary>
    public IReadOnlyCollection<SandboxUser> Users
    {
        get { lock (Gate) { return [.. users.Values]; } }
    }

    internal Lock Gate { get; } = new();

    internal Identifiers Ids { get; }

    internal DateTimeOffset Now => clock.GetUtcNow().WholeSeconds();

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

    /// <summary>Deletes a user with all access keys.</summary>
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

    /// <summary>
    /// The whole state as indented JSON in a stable order: alias, root access key, users by name with tags and access keys (status,
    /// CreateDate, last use). No secrets. Two snapshots are equal exactly when nothing changed between them.
    /// </summary>
    public string Snapshot()
    {
        lock (Gate)
        {
            return AccountSnapshot.Of(this);
        }
    }

    internal SandboxAccessKey NewAccessKey(SandboxUser user, DateTimeOffset? created, string? id)
    {
        var key = new SandboxAccessKey(user, id ?? Ids.AccessKeyId("AKIA"), Ids.Secret(), created ?? Now);
        accessKeys.Add(key.Id, key);
        return key;
    }

    internal SandboxAccessKey? FindAccessKey(string id)
    {
        lock (Gate)
        {
            return accessKeys.GetValueOrDefault(id);
        }
    }

    /// <summary>Whether the id was given out here, even if the key is deleted by now.</summary>
    internal bool Issued(string accessKeyId)
    {
        lock (Gate)
        {
            return accessKeys.ContainsKey(accessKeyId);
        }
    }

    internal void Forget(string accessKeyId) => accessKeys[accessKeyId] = null;
}
