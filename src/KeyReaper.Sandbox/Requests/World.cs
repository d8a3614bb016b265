using System.Collections.Immutable;
using KeyReaper.Sandbox.Accounts;
using KeyReaper.Sandbox.Membership;
using KeyReaper.Sandbox.Time;

namespace KeyReaper.Sandbox.Requests;

/// <summary>All state behind the endpoint.</summary>
internal sealed class World
{
    private ImmutableSortedDictionary<string, SandboxAccount> accounts = ImmutableSortedDictionary.Create<string, SandboxAccount>(StringComparer.Ordinal);

    public World(SandboxClock clock, string accountId, string partition)
    {
        Clock = clock;
        Default = CreateAccount(accountId, partition);
        Organization = new(Default);
    }

    public SandboxClock Clock { get; }

    public SandboxAccount Default { get; }

    public SandboxOrganization Organization { get; }

    public IReadOnlyDictionary<string, SandboxAccount> Accounts => accounts;

    public AccessKeyIds AccessKeyIds { get; } = new();

    public Sessions Sessions { get; } = new();

    public Pages Pages { get; } = new();

    public SandboxAccount CreateAccount(string id, string partition)
    {
        var account = new SandboxAccount(id, partition, Clock, AccessKeyIds);
        ImmutableInterlocked.Update(ref accounts, all => all.Add(id, account));
        return account;
    }
}
