using System.Globalization;
using KeyReaper.Sandbox.Time;

namespace KeyReaper.Sandbox.Accounts;

/// <summary>
/// The report's text in the format of live reports: lower-case booleans, UTC with Z, LF between rows, none at the end, the root user first,
/// users by name ignoring case, two access keys a user in order of their ids, no key ids, last_rotated equal to CreateDate.
/// </summary>
internal static class CredentialReportCsv
{
    private static readonly string[] Columns =
    [
        "user", "arn", "user_creation_time",
        "password_enabled", "password_last_used", "password_last_changed", "password_next_rotation", "mfa_active",
        "access_key_1_active", "access_key_1_last_rotated",
        "access_key_1_last_used_date", "access_key_1_last_used_region", "access_key_1_last_used_service",
        "access_key_2_active", "access_key_2_last_rotated",
        "access_key_2_last_used_date", "access_key_2_last_used_region", "access_key_2_last_used_service",
        "cert_1_active", "cert_1_last_rotated", "cert_2_active", "cert_2_last_rotated",
    ];

    private static readonly string[] NoPassword = ["false", "N/A", "N/A", "N/A"];
    private static readonly string[] NoAccessKey = ["false", "N/A", "N/A", "N/A", "N/A"];
    private static readonly string[] NoCertificate = ["false", "N/A"];

    public static string Of(SandboxAccount account, bool withAdditionalCredentialsInfo)
    {
        IEnumerable<string[]> rows =
        [
            [.. Columns, "additional_credentials_info"],
            [.. Root(account), ""],
            .. account.Users.Select(user => (string[])[.. Row(user), AdditionalInfo(user)]),
        ];
        return string.Join('\n', rows.Select(row => Line(withAdditionalCredentialsInfo ? row : row[..Columns.Length])));
    }

    private static string[] Root(SandboxAccount account) =>
    [
        "<root_account>", $"arn:{account.Partition}:iam::{account.Id}:root", account.Created.Iso(),
        "true", "no_information", account.Created.Iso(), "not_supported", "true",
        .. account.RootAccessKey ? Slot("true", account.Created, account.RootAccessKeyLastUsed) : NoAccessKey,
        .. NoAccessKey,
        .. NoCertificate,
        .. NoCertificate,
    ];

    private static string[] Row(SandboxUser user)
    {
        var slots = user.AccessKeys.OrderBy(key => key.Id, StringComparer.Ordinal)
            .Select(key => Slot(key.Status == "Active" ? "true" : "false", key.Created, key.LastUsed))
            .Concat([NoAccessKey, NoAccessKey])
            .Take(2);
        var certificates = Of(user, SandboxBelongingKind.SigningCertificate).Select(one => (string[])[one.Active ? "true" : "false", user.Created.Iso()]).Concat([NoCertificate, NoCertificate]).Take(2);
        return
        [
            user.Name, user.Arn, user.Created.Iso(), .. Password(user.Password), Of(user, SandboxBelongingKind.MfaDevice).Any() ? "true" : "false",
            .. slots.SelectMany(slot => slot), .. certificates.SelectMany(certificate => certificate),
        ];
    }

    private static IEnumerable<SandboxBelonging> Of(SandboxUser user, SandboxBelongingKind kind) => user.Belongings.Where(one => one.Kind == kind);

    private static string[] Password(SandboxPassword? password) =>
        password is null ? NoPassword : ["true", password.LastUsed?.Iso() ?? "no_information", password.Changed.Iso(), "N/A"];

    private static string[] Slot(string active, DateTimeOffset created, SandboxLastUse? use) =>
        [active, created.Iso(), use?.At.Iso() ?? "N/A", use?.Region ?? "N/A", use?.Service ?? "N/A"];

    private static string AdditionalInfo(SandboxUser user) => (user.AccessKeys.Count - 2) switch
    {
        > 0 and var more => string.Create(
            CultureInfo.InvariantCulture, $"{more} more access keys. Use the ListAccessKeys API to see them."),
        _ => "",
    };

    private static string Line(string[] fields) => string.Join(',', fields.Select(Field));

    private static string Field(string text) =>
        text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
