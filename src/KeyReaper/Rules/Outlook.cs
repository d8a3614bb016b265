namespace KeyReaper.Rules;

/// <summary>More falls due on that day than the brake allows, so none of it will be done.</summary>
/// <param name="Act"><see cref="Act.Deactivate"/> or <see cref="Act.Delete"/>.</param>
internal sealed record Excess(DateOnly Date, Act Act, int Due, int Limit);

/// <summary>
/// What falls due after a pass, provided that it does what it planned, nobody does anything, and a pass follows every day. Nothing is decided from it, so it may
/// rely on the credential report.
/// </summary>
/// <param name="Excesses">The first of each kind, unless the brake is tripped already: from that day on it stays tripped until somebody raises the limit.</param>
internal sealed record Outlook(IReadOnlyList<Due> Days, IReadOnlyList<Excess> Excesses)
{
    public static Outlook None { get; } = new([], []);

    /// <summary>As many days as reports list.</summary>
    public IReadOnlyList<Due> Soonest => [.. Days.Take(Due.MostDays)];

    public static Outlook Of(Plan plan, Listing listing, Policy policy, DateTimeOffset now)
    {
        var deactivations = Deactivations(plan, listing, policy, now).CountBy(Day).ToDictionary();
        var deletions = (policy.DeleteKeys ? Deletions(plan, policy, now) : []).CountBy(Day).ToDictionary();
        Due[] days = [.. deactivations.Keys.Union(deletions.Keys).Order().Select(date => new Due(date, deactivations.GetValueOrDefault(date), deletions.GetValueOrDefault(date)))];
        return new(days,
        [
            .. days.Where(day => !plan.Brake.TooManyDeactivations && day.Deactivations > policy.MaxDeactivations).Take(1).Select(day => new Excess(day.Date, Act.Deactivate, day.Deactivations, policy.MaxDeactivations)),
            .. days.Where(day => !plan.Brake.TooManyDeletions && day.Deletions > policy.MaxDeletions).Take(1).Select(day => new Excess(day.Date, Act.Delete, day.Deletions, policy.MaxDeletions)),
        ]);
    }

    /// <summary>A key that was used a few days ago will most likely be used again. Only one that has been idle for half the unused period is expected to fall due.</summary>
    private static IEnumerable<DateTimeOffset> Deactivations(Plan plan, Listing listing, Policy policy, DateTimeOffset now) =>
        plan.Steps.Where(step => step.Verdict.Reason is Reason.InUse or Reason.DueSoon).Select(step => step.Key.IdleAt(now)).Where(idle => !idle.AtMost).Select(idle => idle.Since)
            .Concat(listing.RuledOutIdleSince)
            .Where(since => now - since >= policy.UnusedPeriod / 2)
            .Select(since => since + policy.UnusedPeriod);

    private static IEnumerable<DateTimeOffset> Deletions(Plan plan, Policy policy, DateTimeOffset now) =>
        from step in plan.Steps
        let since = step.Verdict switch
        {
            { Reason: Reason.InGrace } => step.Key.InactiveSince(now),
            { Act: Act.StartGrace or Act.Deactivate } when !plan.Brake.Stops(step.Verdict.Act) && !plan.Waiting.Contains(step) => now,
            _ => null,
        }
        where since is not null
        select since.Value + policy.GracePeriod;

    private static DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);
}
