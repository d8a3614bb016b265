namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>What a person does to a key or its user.</summary>
internal enum Deed
{
    Nothing,
    TurnsOn,
    Uses,

    /// <summary>A use that IAM reports only the next day.</summary>
    UsesUntold,
    TurnsOff,
    Exempts,
    EndsExemption,
}

internal static class Deeds
{
    public static bool IsPossible(this Deed deed, Told key) => key.Exists && deed switch
    {
        Deed.TurnsOn => !key.Active,
        Deed.Uses or Deed.UsesUntold or Deed.TurnsOff => key.Active,
        Deed.Exempts => !key.Exempt,
        Deed.EndsExemption => key.Exempt,
        _ => true,
    };

    /// <summary>What IAM reports about the key after that.</summary>
    public static Told To(this Deed deed, Told key, int at) => deed switch
    {
        Deed.TurnsOn => key with { Active = true },
        Deed.Uses => key with { Used = at },
        Deed.TurnsOff => key with { Active = false },
        Deed.Exempts => key with { Exempt = true },
        Deed.EndsExemption => key with { Exempt = false },
        _ => key,
    };
}

/// <summary>What a person does during a pass, to the first key or to the user.</summary>
internal readonly record struct Meanwhile(Deed Deed, int At)
{
    public override string ToString() => Deed is Deed.Nothing ? "" : $", and {Deed} in its midst, {At} seconds after its look";
}
