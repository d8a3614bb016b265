using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.Serialization.SystemTextJson.Converters;

/// <summary>Reads ISO 8601 text and Unix time, as AWS events have either; writes ISO 8601.</summary>
public class DateTimeConverter : JsonConverter<DateTime>
{
    /// <summary>A greater whole number is taken as milliseconds. (The year 5000 in seconds, but since the year 1.)</summary>
    private const long LastSecond = 157_753_180_800;

    /// <inheritdoc/>
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String when reader.TryGetDateTime(out var time):
                return time;
            case JsonTokenType.Number when reader.TryGetInt64(out var number):
                return number > LastSecond ? DateTime.UnixEpoch.AddMilliseconds(number) : DateTime.UnixEpoch.AddSeconds(number);
            case JsonTokenType.Number when reader.TryGetDouble(out var seconds):
                return DateTime.UnixEpoch.AddSeconds(seconds);
            default:
                throw new JsonSerializerException($"A time is ISO 8601 text or a number, which this {reader.TokenType} is not.");
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
