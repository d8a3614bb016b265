using System.Collections.Concurrent;

namespace KeyReaper.Sandbox.Accounts;

/// <summary>Whom access key ids belong to, across all accounts: a request has only the id of the key that signed it.</summary>
internal sealed class AccessKeyIds
{
    private readonly ConcurrentDictionary<string, SandboxAccessKey> users = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SandboxRole> roles = new(StringComparer.Ordinal);

    public void Add(SandboxAccessKey key)
    {
        if (!users.TryAdd(key.Id, key)) throw new ArgumentException($"The access key id {key.Id} was given out before.");
    }

    public void Add(string id, SandboxRole role) => roles[id] = role;

    /// <summary>A user's access key, even if it is deleted by now; null if no user was ever given that id.</summary>
    public SandboxAccessKey? Issued(string id) => users.GetValueOrDefault(id);

    /// <summary>A user's access key; null if there is none or it was deleted.</summary>
    public SandboxAccessKey? Existing(string id) => Issued(id) is { Exists: true } key ? key : null;

    /// <summary>The role that signs with that id, see <see cref="SandboxRole.SignsWith"/>.</summary>
    public SandboxRole? Role(string id) => roles.GetValueOrDefault(id);
}
