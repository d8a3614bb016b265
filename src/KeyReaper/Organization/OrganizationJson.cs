using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace KeyReaper.Organization;

/// <summary>What the state machine and the functions say to each other.</summary>
[JsonSerializable(typeof(DigestRequest))]
[JsonSerializable(typeof(Digest))]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(RunSummary))]
public sealed partial class OrganizationJson : JsonSerializerContext
{
    /// <summary>As the answers are written.</summary>
    internal static OrganizationJson Measuring { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    internal int Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, (JsonTypeInfo<T>)GetTypeInfo(typeof(T))!).Length;
}

/// <summary>Source-generated and in camel case. An event that lacks something is refused.</summary>
public sealed class OrganizationSerializer() : SourceGeneratorLambdaJsonSerializer<OrganizationJson>(options =>
{
    options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
    options.RespectNullableAnnotations = options.RespectRequiredConstructorParameters = true;
});
