namespace KeyReaper.Organization;

/// <summary>What came of one account, as one line of the report.</summary>
/// <param name="Text">What was done, or why nothing was done: a sentence or part of one.</param>
/// <param name="Name">The account's name in AWS Organizations, or else its alias.</param>
/// <param name="Keys">How many access keys its standing is about: those that failed or were not reached, that the organization's brake stopped, that changed, or that are due. Null if none.</param>
public sealed record AccountLine(string Id, Standing Standing, string Text, string? Name = null, int? Keys = null)
{
    /// <summary>What matters most first: by standing, then by number of access keys.</summary>
    internal static IComparer<AccountLine> ByWeight { get; } = Comparer<AccountLine>.Create((one, other) =>
        (one.Standing.CompareTo(other.Standing), (other.Keys ?? 0).CompareTo(one.Keys ?? 0)) switch
        {
            (0, 0) => string.CompareOrdinal(one.Id, other.Id),
            (0, var keys) => keys,
            var (standing, _) => standing,
        });
}
