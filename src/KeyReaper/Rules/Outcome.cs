namespace KeyReaper.Rules;

internal enum Result
{
    /// <summary>The time budget ended first.</summary>
    NotAttempted,

    /// <summary>A dry run.</summary>
    Rehearsed,

    /// <summary>A guard stopped the pass before this act.</summary>
    Withheld,

    Done,

    /// <summary>The key was deactivated or deleted, but its tag could not be written or removed.</summary>
    DoneUnrecorded,

    /// <summary>The second look, right before the act, showed that the facts had changed.</summary>
    ChangedMeanwhile,

    /// <summary>The key or its user was deleted by someone else.</summary>
    GoneAlready,

    Failed,
}

internal sealed record Outcome(Step Step, Result Result, string? Detail = null, string? MissingPermission = null)
{
    public Act Act => Step.Verdict.Act;

    /// <summary>Other keys of the same user that the second look found turned back on. That is to be recorded at once.</summary>
    public IReadOnlyList<Step> TurnedOn { get; init; } = [];

    /// <summary>Withheld because the hub leaves it for a later run. That does not count as falling short.</summary>
    public bool Waits { get; init; }

    /// <summary>Whether what the verdict says has happened to the key.</summary>
    public bool TookEffect => Result is Result.Done or Result.DoneUnrecorded;

    public bool FellShort => !Waits && Result is (Result.NotAttempted or Result.Withheld or Result.DoneUnrecorded or Result.Failed);
}
