namespace KeyReaper.Rules;

/// <summary>
/// What a hub lets one pass do: as much as it rehearsed, or nothing if the organization's brake tripped. So a run never does more than was added up before
/// its first act. Records disturb nobody and are not counted.
/// </summary>
internal sealed record Most(int Deactivations, int Deletions)
{
    /// <returns>
    /// The plan, in which everything beyond this waits. What was due first goes first, so what waits is what fell due since the rehearsal. The account's own
    /// brake does not count what waits, so it does not trip over that.
    /// </returns>
    public Plan Of(Plan plan, DateTimeOffset now)
    {
        Step[] beyond =
        [
            .. plan.Acts.Where(step => step.Verdict.Act is Act.Deactivate).OrderBy(step => step.Key.IdleAt(now).Since).Skip(Deactivations),
            .. plan.Acts.Where(step => step.Verdict.Act is Act.Delete).OrderBy(step => step.Key.InactiveSince(now)).Skip(Deletions),
        ];
        return plan with
        {
            Waiting = beyond.ToHashSet(),
            Brake = plan.Brake with { Deactivations = Math.Min(plan.Brake.Deactivations, Deactivations), Deletions = Math.Min(plan.Brake.Deletions, Deletions) },
        };
    }
}
