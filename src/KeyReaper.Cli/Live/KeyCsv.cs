using System.Globalization;
using CsvHelper;
using KeyReaper.Reporting;
using KeyReaper.Rules;

namespace KeyReaper.Cli.Live;

/// <summary>The report as CSV for a spreadsheet. Users whose keys were not judged have a row without a key, so that nobody is missing.</summary>
internal static class KeyCsv
{
    // Names and tags are other people's: a spreadsheet must show them, not run them.
    private static readonly CsvWriterOptions Format = new() { Injection = CsvInjection.Escape };

    public static void Write(Report report, TextWriter output)
    {
        using var csv = CsvWriter.Create(output, Format, leaveOpen: true);
        csv.WriteHeader(
            "User", "Path", "Owner", "AccessKeyId", "Status", "Created", "LastUse", "LastUsed", "LastUsedService", "LastUsedRegion", "InactiveSince", "TimesReactivated",
            "Act", "Reason", "Detail", "NextStep");

        foreach (var step in report.Plan.Steps) csv.WriteRecord(Cells(JsonKey.Of(report, step, outcome: null)));
        foreach (var (user, exemption) in report.Listing.ExemptUsers) csv.WriteRecord(Cells(report, user, Reason.Exempt, ExemptionText.Words(exemption)));
        foreach (var (user, trouble) in report.Listing.UnlistedUsers) csv.WriteRecord(Cells(report, user, Reason.Unknown, trouble.Text));
    }

    private static string?[] Cells(JsonKey key) =>
    [
        Plain(key.User), Plain(key.Path), Plain(key.Owner), Plain(key.AccessKeyId), key.Status, Time(key.Created), key.LastUse, Time(key.LastUsed?.Date), Plain(key.LastUsed?.Service), Plain(key.LastUsed?.Region),
        Time(key.InactiveSince), key.TimesReactivated?.ToString(CultureInfo.InvariantCulture), key.Act, key.Reason, Plain(key.Detail), Time(key.NextStep),
    ];

    private static string?[] Cells(Report report, IamUser user, Reason reason, string detail) =>
    [
        Plain(user.Name), Plain(user.Path), Plain(report.OwnerOf(user)), null, null, null, null, null, null, null, null, null,
        JsonWord.Of(Act.Keep), JsonWord.Of(reason), Plain(detail), null,
    ];

    private static string? Plain(string? data) => data is null ? null : Wording.Plain(data);

    private static string? Time(DateTime? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
