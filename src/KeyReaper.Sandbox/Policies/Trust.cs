namespace KeyReaper.Sandbox.Policies;

/// <summary>What a trust policy says of a caller.</summary>
internal enum Trust
{
    /// <summary>Nothing, or no.</summary>
    None,

    /// <summary>Its account is trusted: the caller's own policies decide.</summary>
    Account,

    /// <summary>It is trusted itself.</summary>
    Caller,
}
