using KeyReaper.Rules;

namespace KeyReaper.Pass;

/// <summary>What one pass or several found and did, in numbers: of access keys unless the name says otherwise.</summary>
/// <param name="Failed">Keys and users that could not be read, and acts that failed.</param>
public sealed record Counts(
    int Users, int ExemptUsers, int Keys, int InUse, int DueSoon, int InGrace, int Deactivated, int Deleted, int GraceStarted, int Reactivated, int Failed, int NotAttempted)
{
    internal static Counts None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    internal static Counts Of(Report report) => new(
        report.Listing.Users,
        report.Listing.ExemptUsers.Count,
        report.KeysScanned,
        report.KeysInUse,
        report.DueSoon.Count(),
        report.Kept(Reason.InGrace).Count(),
        report.Effective(Act.Deactivate).Count(),
        report.Effective(Act.Delete).Count(),
        report.Effective(Act.StartGrace).Count(),
        report.Effective(Act.RecordReactivation).Count(),
        report.Failures,
        report.NotAttempted);

    internal static Counts Of(Summary summary) => new(
        summary.Users, summary.ExemptUsers, summary.Keys, summary.InUse, summary.DueSoon, summary.InGrace,
        summary.Deactivated, summary.Deleted, summary.GraceStarted, summary.Reactivated, summary.Failed, summary.NotAttempted);

    internal Counts Plus(Counts other) => new(
        Users + other.Users, ExemptUsers + other.ExemptUsers, Keys + other.Keys, InUse + other.InUse, DueSoon + other.DueSoon, InGrace + other.InGrace,
        Deactivated + other.Deactivated, Deleted + other.Deleted, GraceStarted + other.GraceStarted, Reactivated + other.Reactivated,
        Failed + other.Failed, NotAttempted + other.NotAttempted);
}
