using System.Collections.Concurrent;

namespace KeyReaper.Sandbox.Wire;

/// <summary>Temporary credentials that AssumeRole gave out.</summary>
internal sealed record Session(
    SandboxAccount Account, string Role, string Name, string AccessKeyId, string Secret, string Token, DateTimeOffset Expiration);

/// <summary>The sessions given out so far, by access key id.</summary>
internal sealed class Sessions
{
    private readonly ConcurrentDictionary<string, Session> sessions = new(StringComparer.Ordinal);

    public Session Open(SandboxAccount account, string role, string name, TimeSpan duration)
    {
        var session = new Session(
            account, role, name, account.Ids.AccessKeyId("ASIA"), account.Ids.Secret(), account.Ids.SessionToken(), account.Now + duration);
        return sessions[session.AccessKeyId] = session;
    }

    public Session? Find(string accessKeyId) => sessions.GetValueOrDefault(accessKeyId);
}
