using System.Collections.Concurrent;
using System.Text.Json;
using Json.Schema;
using KeyReaper.Tests.Deployment;

namespace KeyReaper.Tests.Given;

/// <summary>A JSON schema in the repository.</summary>
internal sealed class JsonSchema(string file)
{
    private static readonly EvaluationOptions Strict = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    // The library registers every schema by its id, and refuses to register one twice.
    private static readonly ConcurrentDictionary<string, Lazy<Json.Schema.JsonSchema>> Read = new();

    private readonly Json.Schema.JsonSchema schema = Read.GetOrAdd(file, name => new(() => Json.Schema.JsonSchema.FromText(Repository.Read(name)))).Value;

    public IEnumerable<string> Problems(string json)
    {
        using var document = JsonDocument.Parse(json);
        var evaluated = schema.Evaluate(document.RootElement, Strict);
        if (evaluated.IsValid) return [];

        return [.. evaluated.Details!.Where(detail => detail is { IsValid: false, Errors: not null }).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"))];
    }
}
