using System.Globalization;
using CsvHelper;
using KeyReaper.Rules;

namespace KeyReaper.Aws;

/// <summary>
/// A row of IAM's credential report. It does not name keys and may be four hours old, so all it can do is rule a user out.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
/// </summary>
internal sealed record CredentialReportRow(string User, string Arn, IReadOnlyList<KeySlot> Slots, bool HasMoreKeys)
{
    private const string Root = "<root_account>";

    // Strict: a report with any flaw is not used at all.
    private static readonly CsvReaderOptions Format = new()
    {
        Separator = ',',
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        MissingField = CsvMissingFieldHandling.Throw,
    };

    public Password Password { get; init; } = Password.NotKnown;
    public DateTimeOffset? Created { get; init; }
    public bool? HasCertificate { get; init; }

    public bool IsRoot => User == Root;

    /// <summary>How many slots hold an access key, or could not be understood.</summary>
    public int Keys => Slots.Count(slot => slot.IsFilled);

    /// <summary>False if every key of the user is active and was used or created so recently that the verdict could only be to keep it.</summary>
    public bool MayMatter(Policy policy, DateTimeOffset now) =>
        HasMoreKeys || Slots.Any(slot => slot.IsFilled && (slot.Active != "true" || !(now - slot.LastSign < policy.UnusedPeriod - policy.WarningPeriod)));

    public SignIn ToSignIn() => new(ToUser(), Password, Created, HasActiveKey, HasCertificate, Slots.Count(slot => slot.IsFilled && slot.Active == "false"));

    private bool? HasActiveKey => AnyOf(Slots.Select(slot => slot.Active)) is not false and var any ? any : HasMoreKeys ? null : false;

    public IamUser ToUser() => new(User, PathIn(Arn), Arn);

    /// <summary>All rows of a report. A complete report has exactly one row for the root user and one for each user.</summary>
    /// <param name="csv">UTF-8.</param>
    /// <exception cref="FormatException">See <see cref="Parse"/>; or the report is incomplete.</exception>
    public static IReadOnlyList<CredentialReportRow> ParseWhole(ReadOnlyMemory<byte> csv)
    {
        var rows = Parse(csv);
        if (rows.Count(row => row.IsRoot) != 1) throw new FormatException($"it does not have exactly one row for {Root}");

        var twice = rows.GroupBy(row => row.User, StringComparer.OrdinalIgnoreCase).FirstOrDefault(user => user.Count() > 1);
        return twice is null ? rows : throw new FormatException($"it has user '{twice.Key}' twice");
    }

    /// <param name="csv">UTF-8. Columns are found by name; unknown ones are ignored.</param>
    /// <exception cref="FormatException">The text lacks a required column, or is not a table at all.</exception>
    public static IReadOnlyList<CredentialReportRow> Parse(ReadOnlyMemory<byte> csv)
    {
        try
        {
            using var reader = CsvReader.Create(csv, Format);
            int Optional(string name) => reader.TryGetFieldIndex(name, out var index) ? index : -1;
            int Column(string name) => Optional(name) is var index and >= 0 ? index : throw new FormatException($"it has no column {name}");
            (int Active, int LastRotated, int LastUsed, int Region, int Service) Slot(string name) =>
                (Column($"{name}_active"), Column($"{name}_last_rotated"), Column($"{name}_last_used_date"), Optional($"{name}_last_used_region"), Optional($"{name}_last_used_service"));

            var (user, arn) = (Column("user"), Column("arn"));
            (int Active, int LastRotated, int LastUsed, int Region, int Service)[] slots = [Slot("access_key_1"), Slot("access_key_2")];
            // Documented, though live reports lack it. It is filled if a user has more keys than the report has slots.
            var more = Optional("additional_credentials_info");

            // These are only reported, never acted on. Without the columns they count as not known.
            var (created, password, passwordUsed, passwordChanged) = (Optional("user_creation_time"), Optional("password_enabled"), Optional("password_last_used"), Optional("password_last_changed"));
            int[] certificates = [Optional("cert_1_active"), Optional("cert_2_active")];

            var rows = new List<CredentialReportRow>();
            while (reader.Read())
            {
                var row = new CredentialReportRow(
                    reader.GetString(user),
                    reader.GetString(arn),
                    [
                        .. slots.Select(slot => new KeySlot(reader.GetString(slot.Active).ToLowerInvariant(), reader.GetString(slot.LastRotated), reader.GetString(slot.LastUsed))
                        {
                            HasOtherSigns = Says(slot.Region) || Says(slot.Service),
                        }),
                    ],
                    HasMoreKeys: more >= 0 && reader.GetString(more) is not ("" or KeySlot.None))
                {
                    Created = KeySlot.Time(Said(created)),
                    Password = PasswordOf(Said(password).ToLowerInvariant(), Said(passwordUsed), Said(passwordChanged)),
                    HasCertificate = AnyOf(certificates.Select(column => Said(column).ToLowerInvariant())),
                };

                // If the path is not known, it might be an exempt one.
                var tellsThePath = row.IsRoot || (row.Arn.Contains(":user/", StringComparison.Ordinal) && row.Arn.EndsWith($"/{row.User}", StringComparison.OrdinalIgnoreCase));
                rows.Add(tellsThePath ? row : throw new FormatException($"the ARN of user '{row.User}' is '{row.Arn}'"));
            }

            return rows;

            string Said(int column) => column >= 0 ? reader.GetString(column) : "";

            bool Says(int column) => column >= 0 && reader.GetString(column) != KeySlot.None;
        }
        catch (CsvFormatException error)
        {
            throw new FormatException(error.Message, error);
        }
    }

    private static bool? AnyOf(IEnumerable<string> flags) => flags.Aggregate((bool?)false, (any, flag) => any is true || flag == "true" ? true : flag == "false" ? any : null);

    /// <summary>"N/A" stands for no password, "no_information" for one that was never used. Anything else that is not a time was not understood.</summary>
    private static Password PasswordOf(string enabled, string used, string changed) => (enabled, used, KeySlot.Time(used), KeySlot.Time(changed)) switch
    {
        ("false", _, _, _) => Password.None,
        ("true", KeySlot.None or "no_information", _, { } set) => new Password.Set(set, null),
        ("true", _, { } use, var set) => new Password.Set(set, use),
        _ => Password.NotKnown,
    };

    // arn:aws:iam::111122223333:user/some/path/name
    private static string PathIn(string arn) => arn[(arn.IndexOf(":user/", StringComparison.Ordinal) + ":user".Length)..(arn.LastIndexOf('/') + 1)];
}

/// <summary>One of the two access keys that a row has room for.</summary>
internal sealed record KeySlot(string Active, string LastRotated, string LastUsed)
{
    public const string None = "N/A";

    /// <summary>Whether the last use names a Region or a service.</summary>
    public bool HasOtherSigns { get; init; }

    /// <summary>
    /// Whether there is any sign of a key. Live reports give the <c>last_rotated</c> of inactive keys too, although IAM's documentation says that it is N/A for them.
    /// </summary>
    public bool IsFilled => Active != "false" || LastRotated != None || LastUsed != None || HasOtherSigns;

    /// <summary>The later of creation and last use; null if either cannot be read, so that it does not rule the user out.</summary>
    public DateTimeOffset? LastSign => (Time(LastRotated), LastUsed) switch
    {
        (null, _) => null,
        ({ } created, None or "no_information") => created,
        ({ } created, _) => Time(LastUsed) is { } used ? (used > created ? used : created) : null,
    };

    internal static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
