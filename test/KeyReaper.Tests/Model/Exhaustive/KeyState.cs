namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>A key at some moment of a day.</summary>
/// <param name="Told">What IAM reports about it.</param>
/// <param name="Untold">A use on this day that IAM will report the next morning.</param>
/// <param name="Truth">What really happened.</param>
internal readonly record struct KeyState(Told Told, int? Untold, Truth Truth)
{
    /// <summary>A state at the beginning, without a tag.</summary>
    public static KeyState New(bool active, int created, int? used = null) =>
        new(new(Exists: true, active, created, used, Tag: null, Exempt: false), null, new Truth { OnSince = active ? created : null });

    /// <summary>The state after a person did that.</summary>
    /// <param name="pause">For how long a key can be on before a pass must have noticed.</param>
    public KeyState After(Deed deed, int at, int pause) => this with
    {
        Told = deed.To(Told, at),
        Untold = deed is Deed.UsesUntold ? at : Untold,
        Truth = deed switch
        {
            Deed.TurnsOn => Truth.On(at, Told),
            Deed.TurnsOff => Truth.Off(at, pause),
            _ => Truth,
        },
    };

    /// <summary>The state after a person did all that in the morning; null if that is impossible.</summary>
    public KeyState? Morning(IReadOnlyList<Deed> deeds, int pause)
    {
        var (state, at) = (this, int.MinValue);
        foreach (var deed in deeds)
        {
            if (!deed.IsPossible(state.Told)) return null;
            at = Math.Max(Moments.Deed((int)deed), at + Moments.Hour);
            state = state.After(deed, at, pause);
        }

        return state;
    }

    /// <summary>The state with what the key shares with the user's other key.</summary>
    public KeyState OfUserOf(KeyState other) => Told.Exists && other.Told.Exists ? this with { Told = Told with { Exempt = other.Told.Exempt } } : this;

    /// <summary>The state after a pass that looked at this key.</summary>
    public KeyState After(Part part, Conditions conditions, int pause)
    {
        var ((after, noted, acted, meanwhile), state) = (part, this);
        if (meanwhile.Deed is not Deed.Nothing && meanwhile.Deed.IsPossible(Told)) state = state.After(meanwhile.Deed, meanwhile.At, pause);

        var truth = state.Truth;
        if (noted.ListedActive && acted) truth = truth with { ListedActive = Moments.Look };
        if (noted.Recorded && after.Tag is { Since: >= Moments.Look } tag)
        {
            var turnedOn = meanwhile.Deed is Deed.TurnsOn;
            truth = truth with { WasTurnedOn = turnedOn, Phantom = tag.UnusedDays is not null && noted.Deactivated is null && after.Active && !turnedOn };
        }

        if (noted.Deactivated is { } off && truth.OnSince is not null) truth = truth.Off(off, pause) with { Unused = off - conditions.Unused };
        return state with { Told = after, Truth = truth };
    }
}
