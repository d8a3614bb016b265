using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using KeyReaper.Forms;
using KeyReaper.Pass;

namespace KeyReaper.Organization;

/// <summary>What the state machine and the functions say to each other.</summary>
[JsonSerializable(typeof(DigestRequest))]
[JsonSerializable(typeof(Digest))]
[JsonSerializable(typeof(Summary))]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(RunSummary))]
public sealed partial class OrganizationJson : JsonSerializerContext
{
    /// <summary>As what comes in is read.</summary>
    internal static OrganizationJson Reading { get; } = new(ReadingOptions());

    /// <summary>As the answers are written.</summary>
    internal static OrganizationJson Measuring { get; } = new(RelaxedJson.Options());

    internal int Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, (JsonTypeInfo<T>)GetTypeInfo(typeof(T))!).Length;

    /// <summary>In camel case. What lacks something is refused, what has something more is not: two versions meet while a stack is updated.</summary>
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
