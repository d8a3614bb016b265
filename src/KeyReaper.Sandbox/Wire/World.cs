namespace KeyReaper.Sandbox.Wire;

/// <summary>All state behind the endpoint. One account for now; sessions and callers already carry theirs.</summary>
internal sealed class World(SandboxClock clock, SandboxAccount account)
{
    public SandboxClock Clock { get; } = clock;

    public SandboxAccount Default { get; } = account;

    public SandboxTopics Topics { get; } = new(account);

    public Sessions Sessions { get; } = new();

    public Pages Pages { get; } = new();

    public SandboxAccount? Account(string id) => id == Default.Id ? Default : null;
}
