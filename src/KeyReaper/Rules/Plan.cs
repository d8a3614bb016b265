namespace KeyReaper.Rules;

internal sealed record Step(AccessKey Key, Verdict Verdict);

/// <summary>A verdict for every key, in an order that two reports can be compared by.</summary>
internal sealed record Plan(IReadOnlyList<Step> Steps, Brake Brake)
{
    public IEnumerable<Step> Acts => Steps.Where(step => step.Verdict.Act is not Act.Keep);

    public static Plan For(IEnumerable<AccessKey> keys, Policy policy, DateTimeOffset now)
    {
        Step[] steps =
        [
            .. keys.OrderBy(key => key.User.Name, StringComparer.Ordinal)
                .ThenBy(key => key.Id, StringComparer.Ordinal)
                .Select(key => new Step(key, Judge.Decide(key, policy, now)))
        ];

        return new(steps, new(
            Deactivations: steps.Count(step => step.Verdict.Act is Act.Deactivate), policy.MaxDeactivations,
            Deletions: steps.Count(step => step.Verdict.Act is Act.Delete), policy.MaxDeletions));
    }

    public IReadOnlyList<Outcome> Without(Result result, string? why = null) => [.. Acts.Select(step => new Outcome(step, result, why))];
}

/// <summary>Counted before the first act. The first few of a wrong plan are still wrong, so a tripped brake stops everything.</summary>
internal sealed record Brake(int Deactivations, int MaxDeactivations, int Deletions, int MaxDeletions)
{
    public bool TooManyDeactivations => Deactivations > MaxDeactivations;
    public bool TooManyDeletions => Deletions > MaxDeletions;
    public bool Tripped => TooManyDeactivations || TooManyDeletions;
}
