namespace KeyReaper.Sandbox;

/// <summary>An access key of a sandbox user.</summary>
public sealed class SandboxAccessKey
{
    // Of several uses within 15 minutes only the first is recorded
    // (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html).
    private static readonly TimeSpan RecordingInterval = TimeSpan.FromMinutes(15);

    private readonly Delayed<string> status;
    private readonly Delayed<SandboxLastUse?> lastUsed;

    internal SandboxAccessKey(SandboxUser user, string id, string secret, DateTimeOffset created) =>
        (User, Id, Secret, Created, status, lastUsed) =
        (user, id, secret, created.WholeSeconds(), new(user.Account.Propagation, "Active"), new(user.Account.Propagation, null));

    /// <summary>20 characters, AKIA first, the same in every run.</summary>
    public string Id { get; }

    /// <summary>The secret a client signs with.</summary>
    public string Secret { get; }

    /// <summary>The user whose key this is.</summary>
    public SandboxUser User { get; }

    /// <summary>CreateDate, whole seconds.</summary>
    public DateTimeOffset Created { get; }

    /// <summary><c>Active</c> or <c>Inactive</c>; a test may set any other, as AWS may add some.</summary>
    public string Status
    {
        get { lock (User.Gate) { return status.Current; } }
        set { lock (User.Gate) { status.Current = value; } }
    }

    /// <summary>The recorded last use; null if the key was never used.</summary>
    public SandboxLastUse? LastUsed
    {
        get { lock (User.Gate) { return lastUsed.Current; } }
        private set { lock (User.Gate) { lastUsed.Current = value; } }
    }

    internal bool Exists => User.AccessKeys.Contains(this);

    internal string SeenStatus => status.Seen;

    internal SandboxLastUse? SeenLastUsed => lastUsed.Seen;

    /// <summary>Turns the key on.</summary>
    public void Activate() => Status = "Active";

    /// <summary>Turns the key off.</summary>
    public void Deactivate() => Status = "Inactive";

    /// <summary>Deletes the key. Its id stays known to the sandbox as one that no longer works.</summary>
    public void Delete() => User.DeleteAccessKey(Id);

    /// <summary>
    /// Records a use at <paramref name="at"/> (now on the sandbox clock if not given), whatever the key's status. Within 15 minutes of the
    /// recorded use, or before it, the record does not move.
    /// </summary>
    public void Use(string service = "s3", string region = "eu-west-1", DateTimeOffset? at = null)
    {
        lock (User.Gate)
        {
            var used = (at ?? User.Account.Now).WholeSeconds();
            if (LastUsed is null || used >= LastUsed.At + RecordingInterval)
            {
                LastUsed = new(used, service, region);
            }
        }
    }
}
