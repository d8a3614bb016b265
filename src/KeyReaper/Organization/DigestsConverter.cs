using System.Text.Json;
using System.Text.Json.Serialization;

namespace KeyReaper.Organization;

/// <summary>
/// Reads each digest by itself, since one may come from another version or, if its batch failed, not be a digest at all. One that cannot be understood
/// becomes an empty one, so that its accounts are reported as those about which nothing is known.
/// </summary>
public sealed class DigestsConverter : JsonConverter<IReadOnlyList<Digest>>
{
    public override IReadOnlyList<Digest> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var digests = JsonDocument.ParseValue(ref reader);
        if (digests.RootElement.ValueKind is not JsonValueKind.Array) throw new JsonException("digests is not an array.");

        return [.. digests.RootElement.EnumerateArray().Select(Understood)];
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<Digest> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var digest in value) JsonSerializer.Serialize(writer, digest, OrganizationJson.Reading.Digest);
        writer.WriteEndArray();
    }

    private static Digest Understood(JsonElement digest)
    {
        try
        {
            return digest.Deserialize(OrganizationJson.Reading.Digest) ?? new();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException) // the latter if text is not Unicode
        {
            return new(Unreadable: error.Message);
        }
    }
}
