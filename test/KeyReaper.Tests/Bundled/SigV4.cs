using System.Security.Cryptography;
using System.Text;

namespace KeyReaper.Tests.Bundled;

/// <summary>The Authorization header of a request, and the signature it should have, computed anew from what came over the wire.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html</remarks>
internal sealed record SigV4(string KeyId, string Scope, string[] SignedHeaders, string Signature)
{
    /// <summary>Date, region, service and terminator are the scope.</summary>
    public static SigV4 Of(string authorization)
    {
        var fields = authorization["AWS4-HMAC-SHA256 ".Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(field => field.Split('=', 2)).ToDictionary(field => field[0], field => field[1]);
        var credential = fields["Credential"].Split('/', 2);
        return new(credential[0], credential[1], fields["SignedHeaders"].Split(';'), fields["Signature"]);
    }

    /// <summary>Region and service of the scope, for example <c>us-east-1/iam</c>.</summary>
    public string Target => string.Join('/', Scope.Split('/')[1..3]);

    public static string Expected(WireRequest request, string secret)
    {
        var claimed = Of(request.Headers["Authorization"]);
        var canonicalHeaders = claimed.SignedHeaders.Select(name => $"{name}:{request.Headers[name].Trim()}\n");
        var canonical = string.Join('\n',
            request.Method, request.Path, "", string.Concat(canonicalHeaders), string.Join(';', claimed.SignedHeaders), Hash(request.Body));
        var toSign = string.Join('\n', "AWS4-HMAC-SHA256", request.Headers["X-Amz-Date"], claimed.Scope, Hash(canonical));
        var key = claimed.Scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), Hmac);
        return Convert.ToHexStringLower(Hmac(key, toSign));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
