using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;
using KeyReaper.Reporting;
using KeyReaper.Rules;

namespace KeyReaper;

/// <summary>The answer of one invocation: counts of access keys unless the name says otherwise.</summary>
/// <param name="Account">The 12-digit account id.</param>
/// <param name="Inventory">How the users were found, and why.</param>
/// <param name="Mode"><c>DRY RUN</c> or <c>LIVE</c>. In a dry run the counts of acts are of what would have been done.</param>
public sealed record Summary(
    string Account,
    string Mode,
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
    string Inventory,
    bool Published)
{
    internal static Summary Of(Report report, bool published) => new(
        report.AccountId,
        report.Mode,
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
        TextReport.Inventory(report),
        published);
}

[JsonSerializable(typeof(Summary))]
public sealed partial class SummaryJson : JsonSerializerContext;

/// <summary>Source-generated and in camel case, like the event.</summary>
public sealed class SummarySerializer() : SourceGeneratorLambdaJsonSerializer<SummaryJson>(
    options => options.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.CamelCase);
