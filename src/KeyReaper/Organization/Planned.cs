using KeyReaper.Pass;
using KeyReaper.Rules;

namespace KeyReaper.Organization;

/// <summary>What accounts that rehearsed leave to be done, see <see cref="ToDo"/>.</summary>
/// <param name="Accounts">That have something to be done.</param>
/// <param name="Recording">Those of them that have something to be recorded.</param>
/// <param name="Deactivations">Of all together, as the next.</param>
public sealed record Planned(int Accounts, int Recording, int Deactivations, int Deletions)
{
    /// <returns>Null if it is nothing. An account that is told twice counts twice: too much is the safer error.</returns>
    internal static Planned? Of(IEnumerable<AccountResult> results)
    {
        ToDo[] left = [.. results.Select(result => result.Answer).OfType<Summary>().Where(pass => pass.Rehearsed).Select(pass => pass.ToDo).OfType<ToDo>()];
        return left.Length == 0 ? null : new(left.Length, left.Count(one => one.Records > 0), left.Sum(one => one.Deactivations), left.Sum(one => one.Deletions));
    }
}

/// <summary>The organization's brake, as a run had it.</summary>
/// <param name="Deactivations">What all accounts together would deactivate that would act going live, as the next.</param>
/// <param name="MaxDeactivations">How many a run may do; 0 knows no limit, as in the next.</param>
/// <param name="Stopped">It stopped the run before its first act.</param>
public sealed record OrganizationBrake(int Deactivations, int Deletions, int MaxDeactivations, int MaxDeletions, bool Stopped)
{
    internal bool TooManyDeactivations => Exceeds(Deactivations, MaxDeactivations);

    internal bool TooManyDeletions => Exceeds(Deletions, MaxDeletions);

    internal bool Tripped => TooManyDeactivations || TooManyDeletions;

    /// <summary>Whether a run on that day, or later, would be stopped by what falls due then.</summary>
    internal bool Stops(Due day) => Exceeds(day.Deactivations, MaxDeactivations) || Exceeds(day.Deletions, MaxDeletions);

    private static bool Exceeds(int number, int limit) => limit > 0 && number > limit;
}
