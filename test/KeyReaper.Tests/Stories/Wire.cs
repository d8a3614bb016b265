using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;
using KeyReaper.Tests.Sandbox;

namespace KeyReaper.Tests.Stories;

/// <summary>Signed calls by the Query protocol, without a client for the service.</summary>
internal sealed class Wire(Uri endpoint) : IDisposable
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string SignedHeaders = "content-type;host;x-amz-date";

    // Neither ground compares the time of signing with its clock.
    private static readonly DateTime SignedAt = new(2026, 1, 5, 6, 0, 0, DateTimeKind.Utc);

    private static readonly Dictionary<string, string> Versions = new() { ["iam"] = "2010-05-08", ["sns"] = "2010-03-31", ["sts"] = "2011-06-15", ["sqs"] = "2012-11-05" };

    private readonly HttpClient http = new() { BaseAddress = endpoint };

    /// <summary>The answer to a call that must succeed.</summary>
    public async Task<QueryAnswer> CallAsync(ImmutableCredentials caller, string service, string action, params (string Name, string Value)[] parameters)
    {
        using var content = new FormUrlEncodedContent([new("Action", action), new("Version", Versions[service]), .. parameters.Select(one => KeyValuePair.Create(one.Name, one.Value))]);
        var body = await content.ReadAsByteArrayAsync();

        using var request = new HttpRequestMessage(HttpMethod.Post, (Uri?)null) { Content = content };
        var date = SignedAt.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var canonical = $"POST\n/\n\ncontent-type:{Form}\nhost:{endpoint.Authority}\nx-amz-date:{date}\n\n{SignedHeaders}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        var signature = AWS4Signer.ComputeSignature(caller, "eu-west-1", SignedAt, service, SignedHeaders, canonical);
        request.Headers.TryAddWithoutValidation("Authorization", signature.ForAuthorizationHeader);
        request.Headers.Add("X-Amz-Date", date);

        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(200, $"{service}:{action} on {endpoint} was answered with {text}");
        return new((int)response.StatusCode, XElement.Parse(text), response.Headers);
    }

    public void Dispose() => http.Dispose();
}
