using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson.Converters;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>The common ground of the JSON serializers: streams, options and errors.</summary>
/// <remarks>Implements the members of the serializer interface, but not the interface: that is up to the derived types.</remarks>
public abstract class AbstractLambdaJsonSerializer
{
    private readonly bool _printsJson =
        string.Equals(Environment.GetEnvironmentVariable("LAMBDA_NET_SERIALIZER_DEBUG"), "true", StringComparison.OrdinalIgnoreCase);

    /// <param name="jsonWriterCustomizer">Is shown the writer's options. They are a value type: what it changes are its own.</param>
    protected AbstractLambdaJsonSerializer(Action<JsonWriterOptions> jsonWriterCustomizer) => jsonWriterCustomizer?.Invoke(WriterOptions);

    /// <summary>How JSON is written.</summary>
    protected JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the response as JSON and leaves the stream open. Throws <see cref="JsonSerializerException"/>.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong in a converter is reported as one exception that names the type.")]
    public void Serialize<T>(T response, Stream responseStream)
    {
        try
        {
            using var json = new MemoryStream();
            using (var writer = new Utf8JsonWriter(json, WriterOptions))
            {
                InternalSerialize(writer, response);
            }

            Print("response", typeof(T), json.ToArray());
            json.WriteTo(responseStream);
        }
        catch (Exception problem)
        {
            throw new JsonSerializerException($"The response of type {typeof(T).FullName} could not be written as JSON: {problem.Message}", problem);
        }
    }

    /// <summary>Reads the event from the rest of the stream, or from all of a <see cref="MemoryStream"/>. Throws <see cref="JsonSerializerException"/>.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong in a converter is reported as one exception that names the type.")]
    public T Deserialize<T>(Stream requestStream)
    {
        try
        {
            using var json = new MemoryStream();
            if (requestStream is MemoryStream memory)
            {
                memory.WriteTo(json);
            }
            else
            {
                requestStream.CopyTo(json);
            }

            Print("event", typeof(T), json.ToArray());
            return InternalDeserialize<T>(json.ToArray());
        }
        catch (Exception problem)
        {
            throw new JsonSerializerException($"The event could not be read as {typeof(T).FullName}: {problem.Message}", problem);
        }
    }

    /// <summary>The options before any customizing.</summary>
    protected virtual JsonSerializerOptions CreateDefaultJsonSerializationOptions() => new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNameCaseInsensitive = true,
        PropertyNamingPolicy = new AwsNamingPolicy(),
        Converters = { new DateTimeConverter(), new MemoryStreamConverter(), new ConstantClassConverter(), new ByteArrayConverter() },
    };

    /// <summary>Writes one value.</summary>
    protected abstract void InternalSerialize<T>(Utf8JsonWriter writer, T response);

    /// <summary>Reads one value from UTF-8 JSON.</summary>
    protected abstract T InternalDeserialize<T>(byte[] utf8Json);

    private void Print(string what, Type type, byte[] utf8Json)
    {
        if (_printsJson)
        {
            Console.WriteLine($"JSON of the {what} ({type.FullName}): {Encoding.UTF8.GetString(utf8Json)}");
        }
    }
}
