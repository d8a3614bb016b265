namespace KeyReaper.Benchmarks.Accounts;

/// <summary>What an account's keys are like.</summary>
internal enum Profile
{
    /// <summary>A quarter unused, a fifth inactive (a third each with nothing recorded, in grace, grace over), the others in use.</summary>
    Seeded,

    /// <summary>All in use.</summary>
    Steady,

    /// <summary>One unused key for every 50 users and one inactive for every 25, the others in use.</summary>
    Settled,

    /// <summary>All kinds in equal numbers; 100 users have two keys made in the same second, one in use and one not.</summary>
    EveryKind,
}

internal static class Profiles
{
    /// <summary>As many kinds as there are keys, in exact shares.</summary>
    public static KeyKind[] Deal(this Profile profile, KeyKinds kinds, int users, int keys)
    {
        KeyKind[] inactive = [kinds.FoundInactive, kinds.InGrace, kinds.GraceOver];
        KeyKind[] every =
        [
            kinds.UsedRecently(0), kinds.UsedToday, kinds.AlmostUnused, kinds.JustUnused, kinds.AnHourUnused, kinds.New, kinds.JustNeverUsed, kinds.NeverUsed,
            KeyKinds.OlderThanTracking, .. inactive,
        ];

        return profile switch
        {
            Profile.Steady => Fill([]),
            Profile.Seeded => Fill([.. Many(keys / 4, kinds.Unused), .. Many(keys / 5, n => inactive[n % 3])]),
            Profile.Settled => Fill([.. Many(users / 50, kinds.Unused), .. Many(users / 25, n => inactive[n % 3])]),
            Profile.EveryKind => [.. Many(keys, n => every[n % every.Length])],
            _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, null),
        };

        KeyKind[] Fill(KeyKind[] dealt) => [.. dealt, .. Many(keys - dealt.Length, kinds.UsedRecently)];
    }

    private static IEnumerable<KeyKind> Many(int count, Func<int, KeyKind> kind) => Enumerable.Range(0, count).Select(kind);
}
