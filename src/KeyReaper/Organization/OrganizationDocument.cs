using System.Text.Json;
using System.Text.Json.Serialization;
using KeyReaper.Forms;
using KeyReaper.Pass;
using KeyReaper.Words;

namespace KeyReaper.Organization;

/// <summary>The report on a run over an organization, for programs. <c>infra/organization/report.schema.json</c> describes it.</summary>
internal sealed record OrganizationDocument(
    string SchemaVersion,
    string Audience,
    string Mode,
    string Outcome,
    DateTime Time,
    string Organization,
    string Result,
    bool NeedsAttention,
    string? Trouble,
    DocumentCoverage Coverage,
    IReadOnlyDictionary<Standing, int> Standings,
    Tally Live,
    Tally DryRun,
    int WouldTripBrake,
    OrganizationBrake? Brake,
    IReadOnlyList<DocumentDay> Ahead,
    int UnsentEvents,
    int RootAccessKeys,
    int RootUnknown,
    string Version,
    string? RunId,
    IReadOnlyList<AccountLine> Accounts,
    int AccountsLeftOut,
    RunDetails Details)
{
    /// <summary>The document with all accounts for which the report has lines.</summary>
    public static OrganizationDocument Of(OrganizationReport report) => new(
        SchemaVersion: "1.1",
        Audience: JsonWord.Of(Pass.Audience.Summary),
        Mode: report.Settings.ModeWord,
        Outcome: JsonWord.Of(report.Upshot),
        Time: report.Now.UtcDateTime,
        Organization: report.OrganizationId,
        Result: OrganizationText.Sentence(report),
        NeedsAttention: report.Upshot is Upshot.Attention,
        Trouble: report.Run.Trouble,
        Coverage: DocumentCoverage.Of(report),
        Standings: Enum.GetValues<Standing>().ToDictionary(standing => standing, report.Count),
        Live: report.Live,
        DryRun: report.Rehearsed,
        WouldTripBrake: report.WouldTrip,
        Brake: report.Run.Brake,
        Ahead: [.. report.Ahead.Select(day => new DocumentDay(day.Date, day.Deactivations, day.Deletions, report.Run.Brake?.Stops(day) is true))],
        UnsentEvents: report.Unsent,
        RootAccessKeys: report.RootAccessKeys,
        RootUnknown: report.RootUnknown,
        Version: Origin.Version,
        RunId: report.Origin?.RunId,
        Accounts: report.Lines,
        AccountsLeftOut: report.Covered - report.Lines.Count,
        Details: report.Run.Details);

    /// <param name="most">How many accounts may be listed at most; the others are counted.</param>
    public string Render(int most) => JsonSerializer.Serialize(
        this with { Accounts = [.. Accounts.Take(most)], AccountsLeftOut = AccountsLeftOut + Math.Max(0, Accounts.Count - most) },
        OrganizationDocumentJson.Relaxed.OrganizationDocument);
}

/// <summary>How much falls due on a future day in all accounts together.</summary>
/// <param name="TooMuch">Whether that is more than the organization's brake allows.</param>
internal sealed record DocumentDay(DateOnly Date, int Deactivations, int Deletions, bool TooMuch);

/// <summary>Which accounts a run covered.</summary>
/// <param name="Missing">How many have no result, or one that could not be read.</param>
/// <param name="Inactive">How many accounts are not active.</param>
internal sealed record DocumentCoverage(
    int Listed, int Active, int Asked, int Covered, int Missing, int NotIncluded, int Inactive,
    IReadOnlyList<string> InactiveAccounts, IReadOnlyList<string> Excluded, IReadOnlyList<string> NotFound, IReadOnlyList<string> Undigested)
{
    public static DocumentCoverage Of(OrganizationReport report) => new(
        report.Run.Listed, report.Run.Active, report.Run.Asked, report.Covered, report.Missing, report.NotIncluded, report.Run.Listed - report.Run.Active,
        report.Run.Inactive, report.Run.Excluded, report.Run.NotFound, report.Undigested);
}

[JsonSerializable(typeof(OrganizationDocument))]
internal sealed partial class OrganizationDocumentJson : JsonSerializerContext
{
    public static OrganizationDocumentJson Relaxed { get; } = new(RelaxedJson.Options());
}
