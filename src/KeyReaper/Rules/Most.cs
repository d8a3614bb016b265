namespace KeyReaper.Rules;

/// <summary>
/// What a hub lets one pass do: as much as it rehearsed, or nothing after the organization's brake. So a run does no more than was summed up before it.
/// Records disturb nobody and are not counted.
/// </summary>
internal sealed record Most(int Deactivations, int Deletions)
{
    /// <returns>
    /// The plan with what is beyond this left waiting. What was due first goes first, so that what fell due since the rehearsal is what waits. The account's own
    /// brake counts what does not wait: it is as tripped as it was in the rehearsal.
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
