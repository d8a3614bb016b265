using KeyReaper.Rules;

namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>The settings of a pass.</summary>
internal sealed class Conditions(Policy policy)
{
    public Policy Policy => policy;
    public int Unused { get; } = (int)policy.UnusedPeriod.TotalSeconds;
    public int Grace { get; } = (int)policy.GracePeriod.TotalSeconds;
    public int Pause { get; } = (int)policy.CountedPause.TotalSeconds;

    /// <summary>Periods are in days. Nothing is announced, so that the report rules out whatever is not due.</summary>
    /// <param name="mostActs">How many keys may be deactivated in one pass, and how many may be deleted.</param>
    public static Conditions Of(int unused, int grace, bool deleteKeys = true, int mostActs = 100) => new(new Policy
    {
        UnusedPeriod = TimeSpan.FromDays(unused),
        GracePeriod = TimeSpan.FromDays(grace),
        WarningPeriod = TimeSpan.Zero,
        DeleteKeys = deleteKeys,
        MaxDeactivations = mostActs,
        MaxDeletions = mostActs,
    });

    public override string ToString() => $"{Policy.UnusedPeriod.Days} and {Policy.GracePeriod.Days} days{(Policy.DeleteKeys ? "" : ", no deletion")}";
}
