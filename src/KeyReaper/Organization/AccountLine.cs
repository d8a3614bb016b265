namespace KeyReaper.Organization;

/// <summary>What became of one account.</summary>
/// <param name="Text">What was done, or why nothing was: a sentence or part of one.</param>
/// <param name="Name">In AWS Organizations, or else its alias.</param>
/// <param name="Keys">How many access keys give it its standing: those that failed or were not reached, that the organization's brake stopped, that changed, or that are due. Null if none.</param>
public sealed record AccountLine(string Id, Standing Standing, string Text, string? Name = null, int? Keys = null)
{
    /// <summary>What matters most first: by the standing, then by how many access keys.</summary>
    internal static IComparer<AccountLine> ByWeight { get; } = Comparer<AccountLine>.Create((one, other) =>
        (one.Standing.CompareTo(other.Standing), (other.Keys ?? 0).CompareTo(one.Keys ?? 0)) switch
        {
            (0, 0) => string.CompareOrdinal(one.Id, other.Id),
            (0, var keys) => keys,
            var (standing, _) => standing,
        });
}
