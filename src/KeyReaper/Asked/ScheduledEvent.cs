using System.Text.Json;

namespace KeyReaper.Asked;

/// <summary>
/// What a schedule sends if its target has no input of its own: a rule of EventBridge, or EventBridge Scheduler, which writes an empty detail as text.
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/event-reference.html. It asks for nothing in particular, so it starts a plain pass.
/// </summary>
internal static class ScheduledEvent
{
    private static readonly string[] Texts = ["version", "id", "account", "time", "region"];

    public static IReadOnlyList<string> Names { get; } = ["detail-type", "source", "detail", "resources", .. Texts];

    /// <summary>Whether it has only these names, and its type, source and detail are those of a scheduled event. Other events of EventBridge mean something else.</summary>
    public static bool Is(IReadOnlyDictionary<string, JsonElement> named) =>
        named.All(one => one.Key switch
        {
            "detail" => one.Value.ValueKind is JsonValueKind.Object ? !one.Value.EnumerateObject().Any() : IsText(one.Value, "{}"),
            "detail-type" => IsText(one.Value, "Scheduled Event"),
            "source" => IsText(one.Value, "aws.events", "aws.scheduler"),
            "resources" => one.Value.ValueKind is JsonValueKind.Array && one.Value.EnumerateArray().All(arn => arn.ValueKind is JsonValueKind.String),
            var name => Texts.Contains(name, StringComparer.Ordinal) && one.Value.ValueKind is JsonValueKind.String,
        })
        && named.ContainsKey("detail-type") && named.ContainsKey("source") && named.ContainsKey("detail");

    private static bool IsText(JsonElement value, params ReadOnlySpan<string> wanted)
    {
        if (value.ValueKind is not JsonValueKind.String) return false;
        foreach (var one in wanted)
        {
            if (value.ValueEquals(one)) return true;
        }

        return false;
    }
}
