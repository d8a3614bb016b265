using KeyReaper.Asked;

namespace KeyReaper.Pass;

/// <summary>A pass in one word, for whoever sorts reports: the last that holds.</summary>
internal enum Upshot
{
    /// <summary>Nothing was done, nothing is due, nothing failed.</summary>
    Quiet,

    /// <summary>A key is deactivated or deleted within the warning period, or more than the brake allows falls due some day.</summary>
    Due,

    /// <summary>Something was done, or was found to be no longer necessary; in a dry run: something would be.</summary>
    Changed,

    /// <summary>The pass did less than it should have, or a key turned out to have been in use.</summary>
    Attention,
}

internal static class Upshots
{
    /// <summary>Whether what came out so is worth a report.</summary>
    public static bool IsReported(this Upshot upshot, Notify notify) => notify is Notify.Always || upshot is not Upshot.Quiet;
}
