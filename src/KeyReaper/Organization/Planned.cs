using KeyReaper.Pass;
using KeyReaper.Rules;

namespace KeyReaper.Organization;

/// <summary>What is left to be done in accounts that rehearsed, see <see cref="ToDo"/>.</summary>
/// <param name="Accounts">How many of them have anything to be done.</param>
/// <param name="Recording">How many of those have something to be recorded.</param>
/// <param name="Deactivations">In all of them together, like <paramref name="Deletions"/>.</param>
public sealed record Planned(int Accounts, int Recording, int Deactivations, int Deletions)
{
    /// <returns>Null if that is nothing. An account with two results counts twice: too much is the safer error.</returns>
    internal static Planned? Of(IEnumerable<AccountResult> results)
    {
        ToDo[] left = [.. results.Select(result => result.Answer).OfType<Summary>().Where(pass => pass.Rehearsed).Select(pass => pass.ToDo).OfType<ToDo>()];
        return left.Length == 0 ? null : new(left.Length, left.Count(one => one.Records > 0), left.Sum(one => one.Deactivations), left.Sum(one => one.Deletions));
    }
}

/// <summary>The organization's brake, as it was in a run.</summary>
/// <param name="Deactivations">How many would be deactivated on going live, in all accounts together; <paramref name="Deletions"/> likewise.</param>
/// <param name="MaxDeactivations">How many a run may do at most; 0 means without limit. <paramref name="MaxDeletions"/> likewise.</param>
/// <param name="Stopped">Whether it stopped the run before its first act.</param>
public sealed record OrganizationBrake(int Deactivations, int Deletions, int MaxDeactivations, int MaxDeletions, bool Stopped)
{
    internal bool TooManyDeactivations => Exceeds(Deactivations, MaxDeactivations);

    internal bool TooManyDeletions => Exceeds(Deletions, MaxDeletions);

    internal bool Tripped => TooManyDeactivations || TooManyDeletions;

    /// <summary>Whether a run on that day, or later, would be stopped by what falls due then.</summary>
    internal bool Stops(Due day) => Exceeds(day.Deactivations, MaxDeactivations) || Exceeds(day.Deletions, MaxDeletions);

    private static bool Exceeds(int number, int limit) => limit > 0 && number > limit;
}
