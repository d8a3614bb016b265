namespace KeyReaper.Sandbox.Accounts;

/// <summary>What really happened to an access key and when, whatever IAM reports.</summary>
/// <param name="At">The time on the sandbox clock, or the time that was given for a creation or use.</param>
/// <param name="What">What happened.</param>
/// <param name="By">The ARN of the caller who did it by a call; null if it was done through the sandbox's own objects, as tests do for people.</param>
public sealed record SandboxKeyEvent(DateTimeOffset At, SandboxKeyChange What, string? By = null)
{
    /// <summary>
    /// For a use: from when on IAM reports it, with a date up to 15 minutes earlier. Null if it never does, since a later use was recorded before.
    /// </summary>
    public DateTimeOffset? ToldFrom { get; init; }
}

/// <summary>What can happen to an access key.</summary>
public enum SandboxKeyChange
{
    /// <summary>It was created, active.</summary>
    Created,

    /// <summary>It signed a request, whether or not that was allowed.</summary>
    Used,

    /// <summary>Its status became Active.</summary>
    TurnedOn,

    /// <summary>Its status changed to something other than Active.</summary>
    TurnedOff,

    /// <summary>It was deleted, alone or with its user.</summary>
    Deleted,
}
