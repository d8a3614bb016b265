namespace KeyReaper.Sandbox.Accounts;

/// <summary>What really happened to an access key, whatever IAM tells of it, and when.</summary>
/// <param name="At">The time on the sandbox clock; of a creation or a use that was given a time, that one.</param>
/// <param name="What">What happened.</param>
/// <param name="By">The ARN of the caller who did it by a call; null if it was done through the sandbox's own objects, as people do in tests.</param>
public sealed record SandboxKeyEvent(DateTimeOffset At, SandboxKeyChange What, string? By = null)
{
    /// <summary>
    /// Of a use: from when on IAM tells of it, by a date up to 15 minutes before it. Null if it never will: a later use was recorded before.
    /// </summary>
    public DateTimeOffset? ToldFrom { get; init; }
}

/// <summary>What can happen to an access key.</summary>
public enum SandboxKeyChange
{
    /// <summary>It was made, active.</summary>
    Created,

    /// <summary>It signed a request, whether or not that was allowed.</summary>
    Used,

    /// <summary>Its status became Active.</summary>
    TurnedOn,

    /// <summary>Its status became another than Active.</summary>
    TurnedOff,

    /// <summary>It was deleted, be it with its user.</summary>
    Deleted,
}
