using KeyReaper.Rules;

namespace KeyReaper.Pass;

/// <summary>How many access keys a pass leaves to be done, without those that the account's own brake stops.</summary>
/// <param name="Records">Reactivations, grace periods, continued inactivity and leftover tags to be recorded. They disturb nobody.</param>
public sealed record ToDo(int Deactivations, int Deletions, int Records)
{
    /// <summary>For a pass that acts on nothing: what a live one would do.</summary>
    internal static ToDo Of(Plan plan)
    {
        var acts = plan.Acts.CountBy(step => step.Verdict.Act).ToDictionary();
        return new(
            plan.Brake.Stops(Act.Deactivate) ? 0 : acts.GetValueOrDefault(Act.Deactivate),
            plan.Brake.Stops(Act.Delete) ? 0 : acts.GetValueOrDefault(Act.Delete),
            acts.Where(act => act.Key is not (Act.Deactivate or Act.Delete)).Sum(act => act.Value) + plan.Watches.Count);
    }

    /// <returns>For a live pass, what the hub leaves for a later run; null if that is nothing.</returns>
    internal static ToDo? LeftBy(Report report) =>
        report.Listing.BrokeOff is not null ? null
        : report.DryRun ? Of(report.Plan).OrNull()
        : new ToDo(Waiting(report, Act.Deactivate), Waiting(report, Act.Delete), 0).OrNull();

    /// <returns>Null if there is nothing to do.</returns>
    internal ToDo? OrNull() => this is (0, 0, 0) ? null : this;

    private static int Waiting(Report report, Act act) => report.Of(act).Count(outcome => outcome.Waits);
}
