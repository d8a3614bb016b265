using KeyReaper.Pass;
using KeyReaper.Rules;

namespace KeyReaper.Cli.Accounts;

/// <summary>One account or several in figures, which count access keys unless the name says otherwise.</summary>
/// <param name="Unused">Active and idle for at least the unused period, whatever happens to them.</param>
/// <param name="Deactivated">How many a deployment would deactivate; the next ones likewise.</param>
/// <param name="Due">How many are due within the warning period.</param>
/// <param name="RootAccessKeys">As far as it is known.</param>
/// <param name="RootNotKnown">How many accounts it is not known for: only the credential report shows it.</param>
/// <param name="Failed">Keys and users that could not be read.</param>
internal sealed record AccountFigures(
    int Users, int Keys, int Unused, int Deactivated, int Deleted, int Inactive, int Due, int ExemptUsers, int ExemptKeys, int RootAccessKeys, int RootNotKnown, int Failed)
{
    public static AccountFigures None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static AccountFigures Of(Report report) => new(
        report.Listing.Users,
        report.KeysScanned,
        report.Plan.Steps.Count(step => step.Key is { Status: KeyStatus.Active, Unreadable: null } key && key.IdleAt(report.Now) is { AtMost: false } idle && idle.Length >= report.Settings.Policy.UnusedPeriod),
        report.Effective(Act.Deactivate).Count(),
        report.Effective(Act.Delete).Count(),
        report.Plan.Steps.Count(step => step.Key.Status is KeyStatus.Inactive),
        report.DueSoon.Count(),
        report.Listing.ExemptUsers.Count,
        report.ExemptKeys.Count,
        report.Listing.RootAccessKeys ?? 0,
        report.Listing.RootAccessKeys is null ? 1 : 0,
        report.Failures);

    public AccountFigures Plus(AccountFigures other) => new(
        Users + other.Users, Keys + other.Keys, Unused + other.Unused, Deactivated + other.Deactivated, Deleted + other.Deleted, Inactive + other.Inactive, Due + other.Due,
        ExemptUsers + other.ExemptUsers, ExemptKeys + other.ExemptKeys, RootAccessKeys + other.RootAccessKeys, RootNotKnown + other.RootNotKnown, Failed + other.Failed);
}
