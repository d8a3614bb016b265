using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>JSON by a source-generated context: for quick starts and trimmed functions. Every event and response type needs a <c>[JsonSerializable]</c>.</summary>
/// <typeparam name="TSGContext">The context that System.Text.Json's source generator completed.</typeparam>
public class SourceGeneratorLambdaJsonSerializer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSGContext>
    : AbstractLambdaJsonSerializer, ILambdaSerializer
    where TSGContext : JsonSerializerContext
{
    private readonly TSGContext _context;

    public SourceGeneratorLambdaJsonSerializer() : this(null, null) { }

    /// <param name="customizer">May change the options.</param>
    public SourceGeneratorLambdaJsonSerializer(Action<JsonSerializerOptions> customizer) : this(customizer, null) { }

    /// <param name="jsonWriterCustomizer">Is shown the writer's options.</param>
    public SourceGeneratorLambdaJsonSerializer(Action<JsonWriterOptions> jsonWriterCustomizer) : this(null, jsonWriterCustomizer) { }

    /// <summary>Throws <see cref="ApplicationException"/> if the context is not a source-generated one.</summary>
    /// <param name="customizer">May change the options.</param>
    /// <param name="jsonWriterCustomizer">Is shown the writer's options.</param>
    [SuppressMessage("Usage", "CA2201", Justification = "The official API's exception.")]
    public SourceGeneratorLambdaJsonSerializer(Action<JsonSerializerOptions> customizer, Action<JsonWriterOptions> jsonWriterCustomizer)
        : base(jsonWriterCustomizer)
    {
        SerializerOptions = CreateDefaultJsonSerializationOptions();
        customizer?.Invoke(SerializerOptions);
        var constructor = typeof(TSGContext).GetConstructor([typeof(JsonSerializerOptions)])
            ?? throw new ApplicationException(
                $"{typeof(TSGContext).FullName} has no constructor that takes JsonSerializerOptions: it is not completed by the source generator.");
        _context = (TSGContext)constructor.Invoke([SerializerOptions]);
    }

    /// <summary>How values are read and written. The context owns them.</summary>
    protected JsonSerializerOptions SerializerOptions { get; }

    /// <inheritdoc/>
    protected override void InternalSerialize<T>(Utf8JsonWriter writer, T response) => JsonSerializer.Serialize(writer, response, TypeInfo<T>());

    /// <inheritdoc/>
    protected override T InternalDeserialize<T>(byte[] utf8Json) => JsonSerializer.Deserialize(utf8Json, TypeInfo<T>());

    private JsonTypeInfo<T> TypeInfo<T>() => _context.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>
        ?? throw new JsonSerializerException(
            $"{typeof(TSGContext).FullName} does not know {typeof(T).FullName}. Add [JsonSerializable(typeof({typeof(T).Name}))] to it.");
}
