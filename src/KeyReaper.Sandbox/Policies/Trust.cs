namespace KeyReaper.Sandbox.Policies;

/// <summary>What a trust policy says about a caller.</summary>
internal enum Trust
{
    /// <summary>It does not trust the caller.</summary>
    None,

    /// <summary>It trusts the caller's account: the caller's own policies decide.</summary>
    Account,

    /// <summary>It trusts the caller itself.</summary>
    Caller,
}
