using System.Collections.Concurrent;
using KeyReaper.Sandbox.Accounts;
using KeyReaper.Sandbox.Policies;

namespace KeyReaper.Sandbox.Requests;

/// <summary>Temporary credentials that AssumeRole gave out.</summary>
/// <param name="Policy">The session policy, which limits what the session may do; null if it has none.</param>
internal sealed record Session(
    SandboxAccount Account, string Role, string Name, string AccessKeyId, string Secret, string Token, DateTimeOffset Expiration, IReadOnlyList<PolicyStatement>? Policy);

/// <summary>The sessions handed out so far, by access key id.</summary>
internal sealed class Sessions
{
    private readonly ConcurrentDictionary<string, Session> sessions = new(StringComparer.Ordinal);

    public Session Open(SandboxAccount account, string role, string name, TimeSpan duration, IReadOnlyList<PolicyStatement>? policy)
    {
        var session = new Session(
            account, role, name, account.Ids.AccessKeyId("ASIA"), account.Ids.Secret(), account.Ids.SessionToken(), account.Now + duration, policy);
        return sessions[session.AccessKeyId] = session;
    }

    public Session? Find(string accessKeyId) => sessions.GetValueOrDefault(accessKeyId);
}
