namespace KeyReaper.Rules;

internal enum Result
{
    /// <summary>The time budget ended first. What a pass is cut short of stays so.</summary>
    NotAttempted,

    /// <summary>A dry run.</summary>
    Rehearsed,

    /// <summary>A guard stopped the pass before this act.</summary>
    Withheld,

    Done,

    /// <summary>The key was deactivated or deleted, but its tag could not be written or removed.</summary>
    DoneUnrecorded,

    /// <summary>A second look right before the act showed other facts.</summary>
    ChangedMeanwhile,

    /// <summary>The key or its user was deleted by someone else.</summary>
    GoneAlready,

    Failed,
}

internal sealed record Outcome(Step Step, Result Result, string? Detail = null, string? MissingPermission = null)
{
    public Act Act => Step.Verdict.Act;

    /// <summary>What the second look showed besides, and is to be recorded at once: the user's keys that somebody has turned back on since the first.</summary>
    public IReadOnlyList<Step> TurnedOn { get; init; } = [];

    /// <summary>Withheld because a hub lets it wait for a later run: the pass does not fall short by it.</summary>
    public bool Waits { get; init; }

    /// <summary>Did what the verdict says happen to the key?</summary>
    public bool TookEffect => Result is Result.Done or Result.DoneUnrecorded;

    public bool FellShort => !Waits && Result is (Result.NotAttempted or Result.Withheld or Result.DoneUnrecorded or Result.Failed);
}
