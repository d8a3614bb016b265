namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>What is true of a key whatever IAM tells of it, and whatever KeyReaper recorded. Times as in <see cref="Told"/>.</summary>
/// <param name="OnSince">Of an active key: since when it is on.</param>
/// <param name="LongOn">The last time that it was on for longer than the longest pause, and is no more.</param>
/// <param name="ListedActive">When it was last listed as Active to a pass that acted.</param>
/// <param name="Unused">If KeyReaper turned it off today: a use later than that shows that it should not have.</param>
/// <param name="WronglyOff">KeyReaper turned it off, as nobody has turned it on since, and IAM tells of a use that shows that it should not have.</param>
/// <param name="BackOn">When a person last turned it on while KeyReaper had it on record as inactive.</param>
/// <param name="WasTurnedOn">A person did since KeyReaper last wrote its tag, or right before.</param>
/// <param name="Phantom">The tag says that KeyReaper deactivated it, which it did not come to.</param>
internal readonly record struct Truth(int? OnSince, Stretch? LongOn, int? ListedActive, int? Unused, bool WronglyOff, int? BackOn, bool WasTurnedOn, bool Phantom)
{
    /// <summary>Since the key was turned off.</summary>
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
    /// <summary>How much of it lies in a period.</summary>
    public int Within(int from, int to) => Math.Min(To, to) - Math.Max(From, from);
}
