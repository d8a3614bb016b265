namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>What is true of a key, whatever IAM reports and whatever KeyReaper recorded. Times are as in <see cref="Told"/>.</summary>
/// <param name="OnSince">Since when the key has been on, if it is active.</param>
/// <param name="LongOn">The last stretch, already over, in which it was on for longer than the longest pause.</param>
/// <param name="ListedActive">When it was last listed as Active to a pass that acted.</param>
/// <param name="Unused">If KeyReaper turned it off today: any use after this time shows that it should not have.</param>
/// <param name="WronglyOff">Whether KeyReaper turned it off and nobody has turned it on since, although a use that IAM reports shows that it should not have.</param>
/// <param name="BackOn">When a person last turned it on while KeyReaper had it recorded as inactive.</param>
/// <param name="WasTurnedOn">Whether a person turned it on since KeyReaper last wrote its tag, or right before.</param>
/// <param name="Phantom">Whether the tag says that KeyReaper deactivated it, although that did not happen.</param>
internal readonly record struct Truth(int? OnSince, Stretch? LongOn, int? ListedActive, int? Unused, bool WronglyOff, int? BackOn, bool WasTurnedOn, bool Phantom)
{
    /// <summary>The truth after the key was turned off.</summary>
    public Truth Off(int at, int pause) => this with
    {
        OnSince = null,
        LongOn = at - OnSince > pause ? new(OnSince!.Value, at) : LongOn,
    };

    public Truth On(int at, Told key) => this with
    {
        OnSince = at,
        Unused = null,
        WronglyOff = false,
        BackOn = key.SaysInactive ? at : BackOn,
        WasTurnedOn = true,
    };
}

internal readonly record struct Stretch(int From, int To)
{
    /// <summary>How much of the stretch lies within a period.</summary>
    public int Within(int from, int to) => Math.Min(To, to) - Math.Max(From, from);
}
