namespace KeyReaper.Sandbox.Time;

/// <summary>
/// How long an update remains unseen. IAM is eventually consistent: its answers and authorisations may lag behind a change of paths, keys, tags
/// or last use (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html). Default: not at all. What is read from the
/// sandbox's own objects, and what the next credential report is made from, is always the newest state, <see cref="LastUse"/> apart.
/// </summary>
public sealed class SandboxPropagation
{
    private readonly TimeProvider clock;
    private long calls;

    internal SandboxPropagation(TimeProvider clock) => this.clock = clock;

    /// <summary>An update made from now on is unseen by this many calls after it, of any kind.</summary>
    public int Calls { get; set; }

    /// <summary>An update made from now on is unseen until this much time has passed on the sandbox clock.</summary>
    public TimeSpan Time { get; set; }

    /// <summary>
    /// How much time has to pass on the sandbox clock before calls and credential reports show a use made from now on. AWS gives no figure for
    /// access keys. Default zero. <see cref="Accounts.SandboxAccessKey.Use"/> can set a different delay for one use.
    /// </summary>
    public TimeSpan LastUse { get; set; }

    internal bool Lags => Calls > 0 || Time > TimeSpan.Zero;

    internal (long Call, DateTimeOffset Time) End => (calls + Calls, clock.GetUtcNow() + Time);

    internal void CountCall() => calls++;

    internal bool Over((long Call, DateTimeOffset Time) end) => calls > end.Call && clock.GetUtcNow() >= end.Time;
}
