namespace KeyReaper.Sandbox.Trouble;

/// <summary>What a <see cref="Fault"/> does to the calls it affects.</summary>
public enum FaultKind
{
    /// <summary>Nothing: the fault is there for its hooks.</summary>
    None,

    /// <summary>400 Throttling "Rate exceeded".</summary>
    Throttle,

    /// <summary>500 with the service's own code for it (ServiceFailure, InternalError, InternalFailure).</summary>
    ServerError,

    /// <summary>503 ServiceUnavailable.</summary>
    Unavailable,

    /// <summary>The connection is reset; the call has no effect.</summary>
    ResetBeforeEffect,

    /// <summary>The call takes effect, then the connection is reset: the client cannot know what happened.</summary>
    ResetAfterEffect,

    /// <summary>403 AccessDenied (SNS: AuthorizationError) in AWS's wording.</summary>
    AccessDenied,

    /// <summary>404 NoSuchEntity about the access key or user of the call (SNS: NotFound).</summary>
    NoSuchEntity,

    /// <summary>409 ConcurrentModification, as IAM answers if somebody else is changing the same user.</summary>
    ConcurrentModification,

    /// <summary>The fault's own Status, Code and Message.</summary>
    Error,

    /// <summary>The call has no effect and is never answered: the connection stays open until the client gives up.</summary>
    NoAnswerBeforeEffect,

    /// <summary>The call takes effect and is never answered: the client cannot know what happened.</summary>
    NoAnswerAfterEffect,

    /// <summary>The call takes effect; half of the answer comes, and then nothing more.</summary>
    StalledAnswer,

    /// <summary>The call takes effect; the answer is what the fault's Rewrite makes of it.</summary>
    Rewritten,
}
