using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using KeyReaper.Forms;
using KeyReaper.Pass;

namespace KeyReaper.Organization;

/// <summary>The JSON that the state machine and the functions exchange.</summary>
[JsonSerializable(typeof(DigestRequest))]
[JsonSerializable(typeof(Digest))]
[JsonSerializable(typeof(Summary))]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(RunSummary))]
public sealed partial class OrganizationJson : JsonSerializerContext
{
    /// <summary>Options for reading what comes in.</summary>
    internal static OrganizationJson Reading { get; } = new(ReadingOptions());

    /// <summary>Options by which answers are written, to measure their size.</summary>
    internal static OrganizationJson Measuring { get; } = new(RelaxedJson.Options());

    internal int Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, (JsonTypeInfo<T>)GetTypeInfo(typeof(T))!).Length;

    /// <summary>In camel case. Input that lacks something is refused; unknown additions are not, since two versions meet while a stack is updated.</summary>
    internal static void ForReading(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.RespectNullableAnnotations = options.RespectRequiredConstructorParameters = true;
    }

    private static JsonSerializerOptions ReadingOptions()
    {
        var options = new JsonSerializerOptions();
        ForReading(options);
        return options;
    }
}
