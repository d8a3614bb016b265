namespace KeyReaper.Rules;

internal enum Act
{
    Keep,
    RecordReactivation,
    Deactivate,
    StartGrace,
    Delete,
    RemoveTag,

    /// <summary>Record that an inactive key is still inactive. This happens beside the plan: no verdict asks for it.</summary>
    KeepWatch,
}

internal enum Reason
{
    Unknown,
    Exempt,
    KeyDeleted,
    Settling,
    Reactivated,
    InUse,
    DueSoon,
    Unused,
    NeverUsed,
    NoRoom,
    InUseAfterAll,
    FoundInactive,
    NotWatched,
    InGrace,
    GraceOver,
    DeletionOff,
    UnknownStatus,
}

/// <summary>Only the pairs of act and reason below can be made. The default is to keep the key.</summary>
internal readonly record struct Verdict
{
    private Verdict(Act act, Reason reason) => (Act, Reason) = (act, reason);

    public Act Act { get; }
    public Reason Reason { get; }

    public static Verdict Keep(Reason reason) => new(Act.Keep, reason);
    public static Verdict RemoveTag() => new(Act.RemoveTag, Reason.KeyDeleted);
    public static Verdict RecordReactivation() => new(Act.RecordReactivation, Reason.Reactivated);
    public static Verdict DeactivateUnused() => new(Act.Deactivate, Reason.Unused);
    public static Verdict DeactivateNeverUsed() => new(Act.Deactivate, Reason.NeverUsed);
    public static Verdict StartGrace() => new(Act.StartGrace, Reason.FoundInactive);
    public static Verdict StartGraceAnew() => new(Act.StartGrace, Reason.NotWatched);
    public static Verdict KeepWatch() => new(Act.KeepWatch, Reason.InGrace);
    public static Verdict Delete() => new(Act.Delete, Reason.GraceOver);
}
