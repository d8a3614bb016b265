using System.Collections.Concurrent;
using System.Text.Json;
using Json.Schema;
using KeyReaper.Tests.Deployment;

namespace KeyReaper.Tests.Given;

/// <summary>A JSON schema in the repository.</summary>
/// <param name="others">Those that it refers to.</param>
internal sealed class JsonSchema(string file, params IEnumerable<string> others)
{
    private static readonly EvaluationOptions Strict = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    // The library registers every schema by its id, and refuses to register one twice.
    private static readonly ConcurrentDictionary<string, Lazy<Json.Schema.JsonSchema>> Read = new();

    private readonly Json.Schema.JsonSchema schema = others.Append(file).Select(one => Read.GetOrAdd(one, name => new(() => Json.Schema.JsonSchema.FromText(Repository.Read(name)))).Value).ToArray()[^1];

    public IEnumerable<string> Problems(string json)
    {
        using var document = JsonDocument.Parse(json);
        var evaluated = schema.Evaluate(document.RootElement, Strict);
        if (evaluated.IsValid) return [];

        return [.. evaluated.Details!.Where(detail => detail is { IsValid: false, Errors: not null }).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"))];
    }
}
