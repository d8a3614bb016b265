using System.Text;
using System.Text.Json;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Services;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace KeyReaper.Sandbox.Wire;

/// <summary>A request as it arrived: its bytes, to check the signature, and its service, action and parameters.</summary>
internal sealed record Incoming(HttpRequest Http, byte[] Body, Service? Service, string Action, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Why the body could not be read; null if it could.</summary>
    public SandboxException? Malformed { get; private init; }

    public static async Task<Incoming> ReadAsync(HttpRequest http, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await http.Body.CopyToAsync(buffer, cancellationToken);
        return http.Headers["X-Amz-Target"].ToString() is { Length: > 0 } target
            ? ReadJson(http, buffer.ToArray(), target.Split('.', 2))
            : ReadQuery(http, buffer.ToArray());
    }

    /// <summary>The call this request is, not yet answered.</summary>
    public SandboxCall ToCall(Credential? credential) =>
        new(Service?.Name ?? "", Action, Parameters, credential?.AccessKeyId, HttpStatus: 0, ErrorCode: null);

    // Reads the form of a POST and the query string of any request. If a parameter is given twice, the first counts.
    private static Incoming ReadQuery(HttpRequest http, byte[] body)
    {
        var parameters = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body))
            .Concat(http.Query)
            .DistinctBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Key, pair => pair.Value.FirstOrDefault() ?? "", StringComparer.Ordinal);
        parameters.Remove("Action", out var action);
        parameters.Remove("Version", out var version);
        return new(http, body, Services.Service.OfVersion(version ?? ""), action ?? "", parameters);
    }

    // No action here has parameters that are more than a text or a number.
    private static Incoming ReadJson(HttpRequest http, byte[] body, string[] target)
    {
        var incoming = new Incoming(http, body, Services.Service.OfTarget(target[0]), target.ElementAtOrDefault(1) ?? "", new Dictionary<string, string>());
        try
        {
            var members = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(body) ?? [];
            return incoming with
            {
                Parameters = members.Where(member => member.Value.ValueKind != JsonValueKind.Null)
                    .ToDictionary(member => member.Key, member => member.Value.ToString(), StringComparer.Ordinal),
            };
        }
        catch (JsonException error)
        {
            return incoming with { Malformed = new(400, "SerializationException", error.Message) };
        }
    }
}
