namespace KeyReaper.Sandbox.Wire;

/// <summary>What the Authorization header of Signature Version 4 says.</summary>
/// <param name="AccessKeyId">The access key id that signed.</param>
/// <param name="Scope">The rest of the credential: date/region/service/aws4_request.</param>
/// <param name="SignedHeaders">The names of the headers that were signed, lower case, sorted.</param>
/// <param name="Signature">64 hexadecimal digits.</param>
internal sealed record Credential(string AccessKeyId, string Scope, IReadOnlyList<string> SignedHeaders, string Signature)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>The region signed for; IAM's own if the scope has none.</summary>
    public string Region => Scope.Split('/') is [_, { Length: > 0 } region, ..] ? region : "us-east-1";

    /// <summary>The service signed for, such as <c>iam</c>.</summary>
    public string Service => Scope.Split('/') is [_, _, { Length: > 0 } service, ..] ? service : "iam";

    /// <summary>The parts of the header; null if it does not have this format.</summary>
    public static Credential? Parse(string header)
    {
        if (!header.StartsWith(Algorithm, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = header[Algorithm.Length..]
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .DistinctBy(pair => pair[0], StringComparer.Ordinal)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return parts.GetValueOrDefault("Credential")?.Split('/', 2) is [{ Length: > 0 } id, .. var scope]
            ? new(
                id,
                scope.FirstOrDefault(""),
                parts.GetValueOrDefault("SignedHeaders", "").Split(';'),
                parts.GetValueOrDefault("Signature", ""))
            : null;
    }
}
