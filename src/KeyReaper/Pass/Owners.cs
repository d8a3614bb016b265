using KeyReaper.Rules;

namespace KeyReaper.Pass;

/// <summary>Whoever a user's owner tag names is told of what concerns that user's keys, and of nothing else.</summary>
internal static class Owners
{
    /// <summary>In one pass: at ten messages a second, no more than its reserve of time holds.</summary>
    public const int Most = 100;

    /// <summary>Owners of keys that were deactivated or deleted, or are due: what cannot be undone first, then what was done, then what comes soonest.</summary>
    public static IReadOnlyList<string> Concerned(Report report) =>
    [
        .. Concerns(report)
            .GroupBy(concern => report.OwnerOf(concern.Key.User), concern => (concern.Rank, concern.When))
            .Where(owner => owner.Key is not null)
            .OrderBy(owner => owner.Min())
            .ThenBy(owner => owner.Key, StringComparer.Ordinal)
            .Select(owner => owner.Key!)
    ];

    /// <summary>Those who are written to. A rehearsal is no business of theirs.</summary>
    public static IReadOnlyList<string> Told(Report report) => report.DryRun ? [] : [.. Concerned(report).Take(Most)];

    /// <summary>
    /// The report as it concerns one owner: their keys, and what was done to them. What could not be read or done is for whoever runs KeyReaper.
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
