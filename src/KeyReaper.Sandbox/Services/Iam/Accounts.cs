using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Services.Iam;

internal static class Accounts
{
    public static IReadOnlyList<Node> ListAliases(Request request)
    {
        string[] aliases = request.Account.Alias is { } alias ? [alias] : [];
        return request.Page(aliases, name => name, StringComparer.Ordinal).ToNodes("AccountAliases", name => Node.Of("member", name));
    }

    // An account has only one alias: a new one replaces the old one.
    public static IReadOnlyList<Node>? CreateAlias(Request request)
    {
        var alias = request.Required("AccountAlias", Shape.Alias);
        request.Account.Alias = alias == request.Account.Alias
            ? throw new SandboxException(409, "EntityAlreadyExists", $"The account alias {alias} already exists.")
            : alias;
        return null;
    }

    public static IReadOnlyList<Node> GetSummary(Request request) =>
    [
        Node.Map(
            "SummaryMap",
            new Dictionary<string, int>
            {
                ["Users"] = request.Account.Users.Count,
                ["UsersQuota"] = 5000,
                ["AccessKeysPerUserQuota"] = 2,
                ["AccountAccessKeysPresent"] = request.Account.RootAccessKey ? 1 : 0,
                ["AccountMFAEnabled"] = 1,
                ["AccountPasswordPresent"] = 1,
                ["AccountSigningCertificatesPresent"] = 0,
            }.Select(pair => KeyValuePair.Create(pair.Key, $"{pair.Value}"))),
    ];
}
