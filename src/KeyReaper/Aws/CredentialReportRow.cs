using System.Globalization;
using CsvHelper;
using KeyReaper.Rules;

namespace KeyReaper.Aws;

/// <summary>
/// A row of IAM's credential report. It names no keys and may be four hours old, so it can only rule a user out.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
/// </summary>
internal sealed record CredentialReportRow(string User, string Arn, IReadOnlyList<KeySlot> Slots, bool HasMoreKeys)
{
    private const string Root = "<root_account>";

    // Strict: a report that is not what it should be is not used at all.
    private static readonly CsvReaderOptions Format = new()
    {
        Separator = ',',
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        MissingField = CsvMissingFieldHandling.Throw,
    };

    public bool IsRoot => User == Root;

    /// <summary>Slots that hold an access key, or that say nothing that could be understood.</summary>
    public int Keys => Slots.Count(slot => slot.IsFilled);

    /// <summary>False when every key of the user is active and was used or made so recently that it could only be kept.</summary>
    public bool MayMatter(Policy policy, DateTimeOffset now) =>
        HasMoreKeys || Slots.Any(slot => slot.IsFilled && (slot.Active != "true" || !(now - slot.LastSign < policy.UnusedPeriod - policy.WarningPeriod)));

    public IamUser ToUser() => new(User, PathIn(Arn), Arn);

    /// <param name="csv">UTF-8. Columns are found by name: unknown ones are passed over.</param>
    /// <exception cref="FormatException">The text lacks a column that is needed, or is no table at all.</exception>
    public static IReadOnlyList<CredentialReportRow> Parse(ReadOnlyMemory<byte> csv)
    {
        try
        {
            using var reader = CsvReader.Create(csv, Format);
            int Column(string name) => reader.TryGetFieldIndex(name, out var index) ? index : throw new FormatException($"it has no column {name}");

            var (user, arn) = (Column("user"), Column("arn"));
            (int Active, int LastRotated, int LastUsed)[] slots =
            [
                (Column("access_key_1_active"), Column("access_key_1_last_rotated"), Column("access_key_1_last_used_date")),
                (Column("access_key_2_active"), Column("access_key_2_last_rotated"), Column("access_key_2_last_used_date")),
            ];
            // Documented, though live reports lack it: a user with more keys than the report has slots for.
            var hasMore = reader.TryGetFieldIndex("additional_credentials_info", out var more);

            var rows = new List<CredentialReportRow>();
            while (reader.Read())
            {
                var row = new CredentialReportRow(
                    reader.GetString(user),
                    reader.GetString(arn),
                    [.. slots.Select(slot => new KeySlot(reader.GetString(slot.Active).ToLowerInvariant(), reader.GetString(slot.LastRotated), reader.GetString(slot.LastUsed)))],
                    HasMoreKeys: hasMore && reader.GetString(more) is not ("" or "N/A"));

                // A path that cannot be known may be an exempt one.
                var tellsThePath = row.IsRoot || (row.Arn.Contains(":user/", StringComparison.Ordinal) && row.Arn.EndsWith($"/{row.User}", StringComparison.OrdinalIgnoreCase));
                rows.Add(tellsThePath ? row : throw new FormatException($"the ARN of user '{row.User}' is '{row.Arn}'"));
            }

            return rows;
        }
        catch (CsvFormatException error)
        {
            throw new FormatException(error.Message, error);
        }
    }

    // arn:aws:iam::111122223333:user/some/path/name
    private static string PathIn(string arn) => arn[(arn.IndexOf(":user/", StringComparison.Ordinal) + ":user".Length)..(arn.LastIndexOf('/') + 1)];
}

/// <summary>One of the two access keys that a row has room for.</summary>
internal sealed record KeySlot(string Active, string LastRotated, string LastUsed)
{
    public bool IsFilled => Active != "false" || LastRotated != "N/A";

    /// <summary>The later of creation and last use; null when either cannot be read, so that the user is not ruled out by it.</summary>
    public DateTimeOffset? LastSign => (Time(LastRotated), LastUsed) switch
    {
        (null, _) => null,
        ({ } created, "N/A" or "no_information") => created,
        ({ } created, _) => Time(LastUsed) is { } used ? (used > created ? used : created) : null,
    };

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
