namespace KeyReaper.Sandbox.Accounts;

/// <summary>A user's console password.</summary>
/// <param name="Changed">When it was last set.</param>
/// <param name="LastUsed">When somebody last signed in with it or an earlier one; null if nobody ever did.</param>
public sealed record SandboxPassword(DateTimeOffset Changed, DateTimeOffset? LastUsed = null);
