using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;
using KeyReaper.Reporting;
using KeyReaper.Rules;

namespace KeyReaper;

/// <summary>The answer of one invocation: counts of access keys unless the name says otherwise.</summary>
/// <param name="Account">The 12-digit account id.</param>
/// <param name="Mode"><c>DRY RUN</c> or <c>LIVE</c>. In a dry run the counts of acts are of what would have been done.</param>
/// <param name="Outcome"><c>quiet</c>, <c>due</c>, <c>changed</c>, or <c>attention</c> if the pass did less than it should have.</param>
/// <param name="Result">The pass in a sentence or two.</param>
/// <param name="Failed">Keys and users that could not be read, and acts that failed.</param>
/// <param name="BrakeTripped">More would be done than the brake allows. A live pass then did nothing.</param>
/// <param name="Inventory">How the users were found, and why; its beginning if that is long.</param>
public sealed record Summary(
    string Account,
    string Mode,
    string Outcome,
    string Result,
    int Users,
    int ExemptUsers,
    int Keys,
    int InUse,
    int DueSoon,
    int InGrace,
    int Deactivated,
    int Deleted,
    int GraceStarted,
    int Reactivated,
    int Failed,
    int NotAttempted,
    bool BrakeTripped,
    string Inventory,
    bool Published)
{
    // A state machine gathers those of thousands of accounts, and a trouble's own words have no end.
    private const int LongestInventory = 160;

    /// <param name="untold">Owners who should have been told and were not.</param>
    internal static Summary Of(Report report, bool published, int untold = 0) => new(
        report.AccountId,
        report.Mode,
        JsonWord.Of(untold > 0 ? Upshot.Attention : report.Upshot),
        TextReport.Sentence(report) + (untold > 0 ? $" {Wording.Count(untold, "owner")} {Wording.Were(untold)} not told." : ""),
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
        report.NotAttempted,
        report.Plan.Brake.Tripped,
        TextReport.Inventory(report) is { Length: > LongestInventory } why ? why[..(LongestInventory - 3)] + "..." : TextReport.Inventory(report),
        published);
}

[JsonSerializable(typeof(Summary))]
public sealed partial class SummaryJson : JsonSerializerContext;

/// <summary>Source-generated and in camel case, like the event.</summary>
public sealed class SummarySerializer() : SourceGeneratorLambdaJsonSerializer<SummaryJson>(
    options => options.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.CamelCase);
