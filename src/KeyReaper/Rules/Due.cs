namespace KeyReaper.Rules;

/// <summary>What falls due on a day to come if nobody does anything: access keys.</summary>
/// <param name="Date">Of UTC.</param>
public sealed record Due(DateOnly Date, int Deactivations, int Deletions)
{
    /// <summary>How many days are told: a grace period of 30 days, and what else is due within it.</summary>
    internal const int MostDays = 40;

    /// <summary>By the day, soonest first.</summary>
    internal static IReadOnlyList<Due> Sum(IEnumerable<Due> all) =>
    [
        .. all.GroupBy(one => one.Date).Select(day => new Due(day.Key, day.Sum(one => one.Deactivations), day.Sum(one => one.Deletions))).OrderBy(day => day.Date).Take(MostDays),
    ];
}
