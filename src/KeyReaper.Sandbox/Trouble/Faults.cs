using KeyReaper.Sandbox.Accounts;
using KeyReaper.Sandbox.Calls;

namespace KeyReaper.Sandbox.Trouble;

/// <summary>
/// The misbehaviours in force. All that affect a call run their hooks; the first whose kind is not None decides the answer.
/// </summary>
public sealed class Faults
{
    private readonly Lock gate = new();
    private readonly List<Armed> armed = [];
    private readonly AccessKeyIds accessKeyIds;

    internal Faults(AccessKeyIds accessKeyIds) => this.accessKeyIds = accessKeyIds;

    /// <summary>Puts a fault in force.</summary>
    public void Add(Fault fault)
    {
        lock (gate)
        {
            armed.Add(new(fault));
        }
    }

    /// <summary>Ends all faults.</summary>
    public void Clear()
    {
        lock (gate)
        {
            armed.Clear();
        }
    }

    internal IReadOnlyList<Fault> Striking(SandboxCall call)
    {
        lock (gate)
        {
            return [.. armed.Where(one => Matches(one.Fault, call) && one.Strikes()).Select(one => one.Fault)];
        }
    }

    private bool Matches(Fault fault, SandboxCall call) =>
        (fault.Action is null || fault.Action == call.Action)
        && (fault.AccountId is null || fault.AccountId == call.AccountId)
        && (fault.AccessKeyId is null || fault.AccessKeyId == call.AccessKeyId)
        && (fault.UserName is null || fault.UserName == UserOf(call))
        && (fault.When is null || fault.When(call));

    // GetAccessKeyLastUsed names no user, yet IAM authorises it against the owner of the key.
    private string? UserOf(SandboxCall call) => call.UserName ?? (call.AccessKeyId is { } id ? accessKeyIds.Existing(id)?.User.Name : null);

    private sealed class Armed(Fault fault)
    {
        private int seen;
        private int struck;

        public Fault Fault { get; } = fault;

        public bool Strikes()
        {
            if (seen++ < Fault.Skip || struck >= (Fault.Times ?? int.MaxValue))
            {
                return false;
            }

            struck++;
            return true;
        }
    }
}
