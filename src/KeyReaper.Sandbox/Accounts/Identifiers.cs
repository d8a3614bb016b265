using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace KeyReaper.Sandbox.Accounts;

/// <summary>Identifiers that look like AWS's and are the same in every run: the n-th of a kind is a hash of seed, kind and n.</summary>
internal sealed class Identifiers(string seed)
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private readonly ConcurrentDictionary<string, int> drawn = new(StringComparer.Ordinal);

    /// <summary>20 characters: <paramref name="prefix"/> (AKIA, ASIA) and 16 of A-Z and 2-7.</summary>
    public string AccessKeyId(string prefix) => prefix + Letters(Draw(prefix), 16);

    /// <summary>21 characters: AIDA and 17 of A-Z and 2-7.</summary>
    public string UserId() => "AIDA" + Letters(Draw("AIDA"), 17);

    /// <summary>21 characters: AROA and 17 of A-Z and 2-7, always the same for one role.</summary>
    public string RoleId(string roleName) => "AROA" + Letters(Hash("AROA/" + roleName), 17);

    /// <summary>12 characters: o- and 10 lower-case letters and digits.</summary>
    public string OrganizationId() => "o-" + LowerCase("organization", 10);

    /// <summary>6 characters: r- and 4 lower-case letters and digits.</summary>
    public string RootId() => "r-" + LowerCase("root", 4);

    /// <summary>The id of an organizational unit: ou-, the part of the root's id after r-, and 8 lower-case letters and digits.</summary>
    public string UnitId(string rootId) => $"ou-{rootId[2..]}-{LowerCase("unit", 8)}";

    /// <summary>40 characters of the base64 alphabet.</summary>
    public string Secret() => Convert.ToBase64String(Draw("secret"))[..40];

    /// <summary>A session token: long, opaque, base64.</summary>
    public string SessionToken() =>
        "FwoGZXIvYXdz" + string.Concat(Enumerable.Range(0, 4).Select(_ => Convert.ToBase64String(Draw("token"))[..43]));

    /// <summary>A UUID, for request and message ids.</summary>
    public string Uuid() => new Guid(Draw("uuid").AsSpan(0, 16)).ToString();

    private string LowerCase(string kind, int count) => string.Concat(Letters(Draw(kind), count).Select(char.ToLowerInvariant));

    private static string Letters(byte[] hash, int count) => string.Concat(hash.Take(count).Select(b => Base32[b % 32]));

    private byte[] Draw(string kind)
    {
        var n = drawn.AddOrUpdate(kind, 1, (_, last) => last + 1);
        return Hash(string.Create(CultureInfo.InvariantCulture, $"{kind}/{n}"));
    }

    private byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{text}"));
}
