using System.Globalization;
using CsvHelper;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using KeyReaper.Words;

namespace KeyReaper.Cli.Seen;

/// <summary>The report as CSV for a spreadsheet. Users whose keys were not judged have a row without a key, so that no user is missing.</summary>
internal static class KeyCsv
{
    // Names and tags are other people's data: a spreadsheet must show them, not run them as formulas.
    private static readonly CsvWriterOptions Format = new() { Injection = CsvInjection.Escape };

    public static readonly string[] Columns =
    [
        "User", "Path", "Owner", "AccessKeyId", "Status", "Created", "LastUse", "LastUsed", "LastUsedService", "LastUsedRegion", "InactiveSince", "TimesReactivated",
        "Act", "Reason", "Detail", "NextStep",
    ];

    public static void Write(Report report, TextWriter output) => Write(Columns, Rows(report), output);

    public static void Write(string[] columns, IEnumerable<string?[]> rows, TextWriter output)
    {
        output.Write('\uFEFF'); // without it Excel reads UTF-8 as the machine's code page
        using var csv = CsvWriter.Create(output, Format, leaveOpen: true);
        csv.WriteHeader(columns);
        foreach (var row in rows) csv.WriteRecord(row);
    }

    public static IEnumerable<string?[]> Rows(Report report) =>
    [
        .. report.Plan.Steps.Select(step => Cells(JsonKey.Of(report, step, outcome: null))),
        .. report.Listing.ExemptUsers.Select(one => Cells(report, one.User, Reason.Exempt, ExemptionText.Words(one.Exemption))),
        .. report.Listing.UnlistedUsers.Select(one => Cells(report, one.User, Reason.Unknown, one.Trouble.Text)),
    ];

    private static string?[] Cells(JsonKey key) =>
    [
        Plain(key.User), Plain(key.Path), Plain(key.Owner), Plain(key.AccessKeyId), key.Status, Time(key.Created), key.LastUse, Time(key.LastUsed?.Date), Plain(key.LastUsed?.Service), Plain(key.LastUsed?.Region),
        Time(key.InactiveSince), key.TimesReactivated?.ToString(CultureInfo.InvariantCulture), key.Act, key.Reason, Plain(key.Detail), Time(key.NextStep),
    ];

    private static string?[] Cells(Report report, IamUser user, Reason reason, string detail) => Cells(user.Name, user.Path, report.OwnerOf(user), reason, detail);

    public static string?[] Cells(string? user, string? path, string? owner, Reason reason, string detail) =>
    [
        Plain(user), Plain(path), Plain(owner), null, null, null, null, null, null, null, null, null,
        JsonWord.Of(Act.Keep), JsonWord.Of(reason), Plain(detail), null,
    ];

    private static string? Plain(string? data) => data is null ? null : Wording.Plain(data);

    private static string? Time(DateTime? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
