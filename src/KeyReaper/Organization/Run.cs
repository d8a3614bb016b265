using System.Text.Json.Serialization;
using KeyReaper.Words;

namespace KeyReaper.Organization;

/// <summary>A run over the organization, as the state machine describes it at its end.</summary>
/// <param name="Digests">The digests of all results. One that cannot be understood does not affect the others.</param>
/// <param name="Listed">How many accounts the organization has.</param>
/// <param name="Active">How many of them are active.</param>
/// <param name="Asked">How many of those were to be covered.</param>
/// <param name="Inactive">Ids of accounts that are not active, at most a hundred.</param>
/// <param name="Excluded">Ids of active accounts that were excluded.</param>
/// <param name="NotFound">Ids of accounts to include that are not active accounts of the organization.</param>
/// <param name="DryRun">Whether this run was asked to rehearse.</param>
/// <param name="Trouble">Why the run did not get through, if it did not.</param>
/// <param name="Brake">The organization's brake; null if nothing was added up.</param>
public sealed record Run(
    [property: JsonConverter(typeof(DigestsConverter))] IReadOnlyList<Digest> Digests,
    int Listed,
    int Active,
    int Asked,
    IReadOnlyList<string> Inactive,
    IReadOnlyList<string> Excluded,
    IReadOnlyList<string> NotFound,
    bool DryRun,
    RunDetails Details,
    string? Trouble = null,
    OrganizationBrake? Brake = null);

/// <summary>Where to read more about a run.</summary>
/// <param name="Bucket">The bucket that has the results.</param>
/// <param name="Prefix">The prefix of the results' keys; empty if there are no results.</param>
/// <param name="Execution">The execution's ARN.</param>
/// <param name="Started">UTC.</param>
public sealed record RunDetails(string Bucket, string Prefix, string Execution, DateTime Started);

/// <summary>What the state machine continues with and puts on the event bus.</summary>
/// <param name="RunId">The execution's ARN.</param>
/// <param name="Organization">The organization's id.</param>
/// <param name="Mode"><c>live</c>, or <c>dry-run</c> if nothing could be changed anywhere.</param>
/// <param name="Live">The passes that could act; null if there are none.</param>
/// <param name="DryRun">The passes that rehearsed; null if there are none. Their counts of acts say what would have been done.</param>
/// <param name="Outcome"><c>quiet</c>, <c>due</c>, <c>changed</c>, or <c>attention</c> if the run did less than it should have.</param>
/// <param name="Result">The run in a few sentences.</param>
/// <param name="Accounts">How many accounts have a result.</param>
/// <param name="Attention">How many of them could not be reached, failed, or did less than they should have.</param>
/// <param name="Missing">How many accounts were to be covered and have no result.</param>
/// <param name="Published">Whether the report went out.</param>
/// <param name="Brake">The organization's brake; null if nothing was added up.</param>
public sealed record RunSummary(
    string SchemaVersion, string RunId, string Organization, string Mode, string Outcome, string Result,
    int Accounts, int Attention, int Missing, Tally? Live, Tally? DryRun, bool Published, OrganizationBrake? Brake)
{
    internal static RunSummary Of(OrganizationReport report, bool published) => new(
        "1.0", report.Run.Details.Execution, report.OrganizationId, report.Settings.ModeWord, JsonWord.Of(report.Upshot), OrganizationText.Sentence(report),
        report.Covered, report.NeedingAttention, report.Missing, report.Live.OrNull(), report.Rehearsed.OrNull(), published, report.Run.Brake);
}
