namespace KeyReaper.Rules;

/// <summary>What else auditors ask for and the credential report shows. It is reported, and never acted on.</summary>
/// <param name="UnusedPasswords">The longest unused first.</param>
/// <param name="WithoutCredentials">Users with nothing left to sign in with, the oldest first. Leaves out those known to be exempt, since the report shows how to delete these users.</param>
/// <param name="NotKnown">Users for whom the credential report leaves one or the other open.</param>
internal sealed record NotAccessKeys(IReadOnlyList<SignIn> UnusedPasswords, IReadOnlyList<SignIn> WithoutCredentials, IReadOnlyList<SignIn> NotKnown)
{
    public int Count => UnusedPasswords.Count + WithoutCredentials.Count;

    /// <returns>Null if no credential report was read.</returns>
    public static NotAccessKeys? Of(Listing listing, Policy policy, DateTimeOffset now)
    {
        if (listing.SignIns is not { } all) return null;

        var exempt = listing.ExemptUsers.Select(one => one.User.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new(
            [.. all.Where(one => one.HasUnusedPassword(policy.PasswordPeriod, now) is true).OrderBy(one => one.Password.Match(set => set.IdleSince, () => null, () => null))],
            [
                .. all.Where(one => one.HasNothingLeft(policy.PasswordPeriod, now) is true && policy.ExemptionByName(one.User) is null && !exempt.Contains(one.User.Name))
                    .OrderBy(one => one.Created),
            ],
            [.. all.Where(one => one.HasUnusedPassword(policy.PasswordPeriod, now) is null || one.HasNothingLeft(policy.PasswordPeriod, now) is null)]);
    }
}
