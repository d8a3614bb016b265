using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace KeyReaper.Sandbox.Wire;

/// <summary>A request as it came: the bytes for its signature, the parameters for its meaning.</summary>
internal sealed record Incoming(HttpRequest Http, byte[] Body, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Reads the form of a POST and the query string of any request; of a parameter given twice the first counts.</summary>
    public static async Task<Incoming> ReadAsync(HttpRequest http, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await http.Body.CopyToAsync(buffer, cancellationToken);
        var body = buffer.ToArray();
        var parameters = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body))
            .Concat(http.Query)
            .DistinctBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Key, pair => pair.Value.FirstOrDefault() ?? "", StringComparer.Ordinal);
        return new(http, body, parameters);
    }

    /// <summary>The call this request is, not yet answered.</summary>
    public SandboxCall ToCall(Service? service, Credential? credential) => new(
        service?.Name ?? "",
        Parameters.GetValueOrDefault("Action", ""),
        Parameters.Where(pair => pair.Key is not ("Action" or "Version")).ToDictionary(StringComparer.Ordinal),
        credential?.AccessKeyId,
        HttpStatus: 0,
        ErrorCode: null);
}
