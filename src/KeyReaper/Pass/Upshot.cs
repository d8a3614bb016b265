using KeyReaper.Asked;

namespace KeyReaper.Pass;

/// <summary>A pass in one word, to sort reports by. The last value that is true counts.</summary>
internal enum Upshot
{
    /// <summary>Nothing was done, nothing is due, nothing failed.</summary>
    Quiet,

    /// <summary>A key is due within the warning period, or on some day more falls due than the brake allows.</summary>
    Due,

    /// <summary>Something was done, or turned out to be unnecessary; in a dry run, something would have been done.</summary>
    Changed,

    /// <summary>The pass did less than it should have, or a key turned out to have been in use.</summary>
    Attention,
}

internal static class Upshots
{
    /// <summary>Whether a pass with this upshot is worth a report.</summary>
    public static bool IsReported(this Upshot upshot, Notify notify) => notify is Notify.Always || upshot is not Upshot.Quiet;
}
