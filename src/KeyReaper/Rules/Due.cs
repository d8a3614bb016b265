namespace KeyReaper.Rules;

/// <summary>How many access keys fall due on a future day if nobody does anything.</summary>
/// <param name="Date">In UTC.</param>
public sealed record Due(DateOnly Date, int Deactivations, int Deletions)
{
    /// <summary>How many days reports list: a grace period of 30 days, and a few more.</summary>
    internal const int MostDays = 40;

    /// <summary>Added up by day, the soonest first.</summary>
    internal static IReadOnlyList<Due> Sum(IEnumerable<Due> all) =>
    [
        .. all.GroupBy(one => one.Date).Select(day => new Due(day.Key, day.Sum(one => one.Deactivations), day.Sum(one => one.Deletions))).OrderBy(day => day.Date).Take(MostDays),
    ];
}
