using KeyReaper.Rules;

namespace KeyReaper.Pass;

/// <summary>Tells owners about their keys. Whoever a user's owner tag names learns what concerns that user's keys, and nothing else.</summary>
internal static class Owners
{
    /// <summary>How many are told in one pass: at ten messages a second, as many as fit into its reserve of time.</summary>
    public const int Most = 100;

    /// <summary>Owners of keys that were deleted, were deactivated or are due, in this order, and of those due the soonest first.</summary>
    public static IReadOnlyList<string> Concerned(Report report) =>
    [
        .. Concerns(report)
            .GroupBy(concern => report.OwnerOf(concern.Key.User), concern => (concern.Rank, concern.When))
            .Where(owner => owner.Key is not null)
            .OrderBy(owner => owner.Min())
            .ThenBy(owner => owner.Key, StringComparer.Ordinal)
            .Select(owner => owner.Key!)
    ];

    /// <summary>The owners who get a message. In a dry run nobody does.</summary>
    public static IReadOnlyList<string> Told(Report report) => report.DryRun ? [] : [.. Concerned(report).Take(Most)];

    /// <summary>
    /// The part of the report that concerns one owner: their keys, and what was done to them. What could not be read or done concerns only whoever runs KeyReaper.
    /// </summary>
    public static Report For(this Report report, string owner)
    {
        bool Owns(AccessKey key) => report.OwnerOf(key.User) == owner;

        Outcome[] outcomes = [.. report.Outcomes.Where(outcome => outcome.TookEffect && Owns(outcome.Step.Key)).Select(outcome => new Outcome(outcome.Step, Result.Done))];
        Step[] steps = [.. report.Plan.Steps.Where(step => step.Verdict is { Act: Act.Keep, Reason: not Reason.Unknown } && Owns(step.Key)), .. outcomes.Select(outcome => outcome.Step)];
        AccessKey[] keys = [.. steps.Select(step => step.Key)];
        return report with
        {
            Owner = owner,
            Listing = new()
            {
                Users = keys.DistinctBy(key => key.User.Name).Count(),
                Keys = keys,
                ReportMadeAt = report.Listing.ReportMadeAt,
                WhyWalked = report.Listing.WhyWalked is { } why ? new(why.Text) : null,
            },
            Plan = new(steps, report.Plan.Brake with { Deactivations = 0, Deletions = 0 }),
            Outcomes = outcomes,
        };
    }

    private static IEnumerable<(AccessKey Key, int Rank, DateTimeOffset When)> Concerns(Report report) =>
    [
        .. report.Effective(Act.Delete).Select(outcome => (outcome.Step.Key, 0, report.Now)),
        .. report.Effective(Act.Deactivate).Select(outcome => (outcome.Step.Key, 1, report.Now)),
        .. report.DueSoon.Select(step => (step.Key, 2, report.NextStep(step) ?? report.Now)),
    ];
}
