using System.Text.Encodings.Web;
using System.Text.Json;
using KeyReaper.Sandbox.Time;

namespace KeyReaper.Sandbox.Accounts;

/// <summary>An account's state as text that can be compared.</summary>
internal static class AccountSnapshot
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(SandboxAccount account) => JsonSerializer.Serialize(
        new
        {
            account.Id,
            account.Partition,
            account.Alias,
            account.RootAccessKey,
            RootAccessKeyLastUsed = Of(account.RootAccessKeyLastUsed),
            Users = account.Users.Select(Of),
        },
        Readable);

    private static object Of(SandboxUser user) => new
    {
        user.Name,
        user.Path,
        user.UserId,
        Created = user.Created.Iso(),
        user.Tags,
        Password = user.Password is { } password ? $"{password.Changed.Iso()} {password.LastUsed?.Iso()}" : null,
        Belongings = user.Belongings.Select(one => $"{one.Kind} {one.Id} {one.Active}"),
        AccessKeys = user.AccessKeys.OrderBy(key => key.Id, StringComparer.Ordinal).Select(Of),
    };

    private static object Of(SandboxAccessKey key) => new
    {
        key.Id,
        key.Status,
        Created = key.Created.Iso(),
        LastUsed = Of(key.LastRecorded),
    };

    private static string? Of(SandboxLastUse? use) => use is null ? null : $"{use.At.Iso()} {use.Service} {use.Region}";
}
