namespace KeyReaper.Sandbox.Calls;

/// <summary>The calls answered so far, in order.</summary>
internal sealed class CallLog
{
    private readonly Lock gate = new();
    private readonly List<SandboxCall> calls = [];

    public void Add(SandboxCall call)
    {
        lock (gate)
        {
            calls.Add(call);
        }
    }

    public IReadOnlyList<SandboxCall> Snapshot()
    {
        lock (gate)
        {
            return [.. calls];
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            calls.Clear();
        }
    }
}
