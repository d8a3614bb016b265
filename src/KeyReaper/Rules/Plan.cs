namespace KeyReaper.Rules;

internal sealed record Step(AccessKey Key, Verdict Verdict);

/// <summary>A verdict for every key, always in the same order, so that two reports can be compared.</summary>
internal sealed record Plan(IReadOnlyList<Step> Steps, Brake Brake)
{
    public IEnumerable<Step> Acts => Steps.Where(step => step.Verdict.Act is not Act.Keep);

    /// <summary>Steps for keys that stay inactive and have not been recorded as such for a while.</summary>
    public IReadOnlyList<Step> Watches { get; init; } = [];

    /// <summary>Acts that a hub leaves for a later run, see <see cref="Most"/>.</summary>
    public IReadOnlySet<Step> Waiting { get; init; } = new HashSet<Step>();

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
            Deletions: steps.Count(step => step.Verdict.Act is Act.Delete), policy.MaxDeletions))
        {
            Watches = [.. steps.Where(step => Judge.WatchIsDue(step, policy, now)).Select(step => step with { Verdict = Verdict.KeepWatch() })],
        };
    }

    /// <summary>The plan as it would have been if it had been known that somebody was turning keys on.</summary>
    public Plan With(IReadOnlyList<Outcome> outcomes)
    {
        var turnedOn = outcomes.Where(outcome => outcome.Act is Act.RecordReactivation).ToDictionary(outcome => outcome.Step.Key.Id, outcome => outcome.Step);
        return this with { Steps = [.. Steps.Select(step => turnedOn.GetValueOrDefault(step.Key.Id, step))] };
    }

    public IReadOnlyList<Outcome> Without(Result result, string? why = null) => [.. Acts.Select(step => new Outcome(step, result, why))];
}

/// <summary>
/// Counts before the first act. The first few acts of a wrong plan are still wrong, so a tripped brake stops all of them. Records disturb nobody and are
/// written all the same.
/// </summary>
internal sealed record Brake(int Deactivations, int MaxDeactivations, int Deletions, int MaxDeletions)
{
    public bool TooManyDeactivations => Deactivations > MaxDeactivations;
    public bool TooManyDeletions => Deletions > MaxDeletions;
    public bool Tripped => TooManyDeactivations || TooManyDeletions;

    /// <summary>Too many deactivations may mean that what was read is wrong, so they stop deletions too. Deletions were each recorded and announced a grace period before, so too many of them stop only themselves.</summary>
    public bool Stops(Act act) => act switch
    {
        Act.Deactivate => TooManyDeactivations,
        Act.Delete => Tripped,
        _ => false,
    };
}
