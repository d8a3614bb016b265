namespace KeyReaper.Organization;

/// <summary>What became of one account.</summary>
/// <param name="Text">What was done, or why nothing was: a sentence or part of one.</param>
/// <param name="Name">In AWS Organizations, or else its alias.</param>
/// <param name="Stopped">How many deactivations and deletions the organization's brake stopped there; null if none.</param>
public sealed record AccountLine(string Id, Standing Standing, string Text, string? Name = null, int? Stopped = null)
{
    /// <summary>What matters most first: by the standing, then by how much was stopped.</summary>
    internal static IComparer<AccountLine> ByWeight { get; } = Comparer<AccountLine>.Create((one, other) =>
        (one.Standing.CompareTo(other.Standing), (other.Stopped ?? 0).CompareTo(one.Stopped ?? 0)) switch
        {
            (0, 0) => string.CompareOrdinal(one.Id, other.Id),
            (0, var stopped) => stopped,
            var (standing, _) => standing,
        });
}
