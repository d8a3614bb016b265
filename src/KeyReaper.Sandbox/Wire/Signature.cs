using System.Security.Cryptography;
using System.Text;

namespace KeyReaper.Sandbox.Wire;

/// <summary>
/// Signature Version 4 of a request (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). The time
/// of signing is not compared with the sandbox clock, since clients sign by the real one.
/// </summary>
internal static class Signature
{
    public static string Of(Incoming incoming, Credential credential, string secret)
    {
        var signingKey = credential.Scope.Split('/').Aggregate(
            Encoding.UTF8.GetBytes("AWS4" + secret), (key, part) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part)));
        string[] stringToSign =
        [
            Credential.Algorithm,
            incoming.Http.Headers["X-Amz-Date"].ToString(),
            credential.Scope,
            Hex(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalRequest(incoming, credential)))),
        ];
        return Hex(HMACSHA256.HashData(signingKey, Encoding.UTF8.GetBytes(string.Join('\n', stringToSign))));
    }

    private static string CanonicalRequest(Incoming incoming, Credential credential) => string.Join(
        '\n',
        incoming.Http.Method,
        incoming.Http.Path.ToUriComponent(),
        CanonicalQuery(incoming),
        string.Concat(credential.SignedHeaders.Select(name => $"{name}:{CanonicalHeader(incoming, name)}\n")),
        string.Join(';', credential.SignedHeaders),
        Hex(SHA256.HashData(incoming.Body)));

    private static string CanonicalQuery(Incoming incoming) => string.Join('&', incoming.Http.Query
        .SelectMany(pair => pair.Value, (pair, value) => (Name: Uri.EscapeDataString(pair.Key), Value: Uri.EscapeDataString(value ?? "")))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal)
        .ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));

    private static string CanonicalHeader(Incoming incoming, string name) =>
        string.Join(' ', incoming.Http.Headers[name].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
