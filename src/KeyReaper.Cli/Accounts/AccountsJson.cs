using System.Text.Json;
using System.Text.Json.Serialization;
using KeyReaper.Forms;
using KeyReaper.Reporting;

namespace KeyReaper.Cli.Accounts;

/// <summary>A look at many accounts, for programs. <c>infra/accounts.schema.json</c> describes it.</summary>
internal sealed record AccountsJson(string SchemaVersion, DateTime Time, string Result, int AccountsKnown, int AccountsNotKnown, AccountFigures Totals, IReadOnlyList<AccountJson> Accounts)
{
    public static AccountsJson Of(AccountsReport report) => new(
        SchemaVersion: "1.0",
        report.Now.UtcDateTime,
        report.Sentence,
        report.Accounts.Count - report.Unknown.Count,
        report.Unknown.Count,
        report.Totals,
        [.. report.Accounts.Select(AccountJson.Of)]);

    public string Render() => JsonSerializer.Serialize(this, AccountsJsonContext.Relaxed.AccountsJson);
}

/// <param name="Known">Whether its access keys were read. If not, <paramref name="NotKnownBecause"/> says why.</param>
/// <param name="Report">The same as for a single account.</param>
internal sealed record AccountJson(string Account, bool Known, string? NotKnownBecause, string? Caller, AccountFigures? Figures, JsonReport? Report)
{
    public static AccountJson Of(AccountLook look) => new(
        look.Id, look.Figures is not null, look.Trouble, look.CallerArn, look.Figures, look.Figures is not null ? JsonReport.Of(look.Report!, inUse: true) : null);
}

[JsonSerializable(typeof(AccountsJson))]
internal sealed partial class AccountsJsonContext : JsonSerializerContext
{
    public static AccountsJsonContext Relaxed { get; } = new(RelaxedJson.Options());
}
