using KeyReaper.Pass;
using KeyReaper.Words;

namespace KeyReaper.Reporting;

/// <summary>What the function answers about a pass.</summary>
internal static class PassSummary
{
    // A state machine collects the answers of thousands of accounts, and error messages can be of any length.
    private const int LongestInventory = 160;

    /// <param name="untold">How many owners should have been told and were not.</param>
    /// <param name="lost">Whether the report should have been published and was not.</param>
    public static Summary Of(Report report, bool published, int untold = 0, bool lost = false)
    {
        var counts = Counts.Of(report);
        var inventory = TextReport.Inventory(report);
        return new(
            report.AccountId,
            report.Mode,
            JsonWord.Of(untold > 0 || lost ? Upshot.Attention : report.Upshot),
            TextReport.Sentence(report) + (lost ? " Its report could not be published and is in the log." : "") + (untold > 0 ? $" {Wording.Count(untold, "owner")} {Wording.Were(untold)} not told." : ""),
            counts.Users, counts.ExemptUsers, counts.Keys, counts.InUse, counts.DueSoon, counts.InGrace,
            counts.Deactivated, counts.Deleted, counts.GraceStarted, counts.Reactivated, counts.Failed, counts.NotAttempted,
            report.Plan.Brake.Tripped,
            inventory.Length > LongestInventory ? inventory[..(LongestInventory - 3)] + "..." : inventory,
            published,
            report.AccountAlias,
            SchemaVersion: "1.0",
            Ahead: report.Outlook.Soonest is { Count: > 0 } ahead ? ahead : null,
            RootAccessKeys: report.Listing.RootAccessKeys);
    }
}
