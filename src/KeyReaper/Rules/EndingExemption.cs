namespace KeyReaper.Rules;

/// <summary>An exemption that ends within the warning period.</summary>
/// <param name="AccessKeyId">The one key that is exempt; null if the whole user is.</param>
/// <param name="Then">
/// What the rules say about each key at that moment, if nobody does anything until then. No tags are written to exempt keys, so what is recorded stays as it is now. Null if the keys could not be read.
/// </param>
internal sealed record EndingExemption(IamUser User, Exemption Exemption, string? AccessKeyId, DateTimeOffset EndsAt, IReadOnlyList<Step>? Then)
{
    /// <param name="exemptKeys">Keys that are exempt where their users are not.</param>
    /// <returns>Those that end soonest first.</returns>
    public static IReadOnlyList<EndingExemption> Of(Listing listing, IEnumerable<AccessKey> exemptKeys, Policy policy, DateTimeOffset now) =>
    [
        .. listing.ExemptUsers.Select(one => Of(one.User, one.Exemption, null, one.Keys, policy))
            .Concat(exemptKeys.Select(key => Of(key.User, policy.ExemptionOf(key, now)!, key.Id, [key], policy)))
            .OfType<EndingExemption>()
            .Where(one => policy.EndsSoon(one.Exemption, now))
            .OrderBy(one => one.EndsAt),
    ];

    /// <summary>When the key is deactivated or deleted, or the act that the rules then ask for is done.</summary>
    public DateTimeOffset Due(Step step, Policy policy) => step.Verdict.Reason switch
    {
        Reason.InUse or Reason.DueSoon => step.Key.IdleAt(EndsAt).Since + policy.UnusedPeriod,
        Reason.InGrace when step.Key.InactiveSince(EndsAt) is { } since => since + policy.GracePeriod,
        _ => EndsAt,
    };

    /// <returns>Null if the exemption has no end.</returns>
    public static EndingExemption? Of(IamUser user, Exemption exemption, string? accessKeyId, IReadOnlyList<AccessKey>? keys, Policy policy) =>
        exemption.EndsAt is { } ends ? new(user, exemption, accessKeyId, ends, keys?.Select(key => new Step(key, Judge.Decide(key, policy, ends))).ToList()) : null;
}
