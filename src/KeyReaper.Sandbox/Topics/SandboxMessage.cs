using System.Text.Json;

namespace KeyReaper.Sandbox.Topics;

/// <summary>A message that was published to a topic.</summary>
/// <param name="MessageId">The id that the publisher got.</param>
/// <param name="At">When it was published, on the sandbox clock.</param>
/// <param name="Subject">The subject; null if there was none.</param>
/// <param name="Message">The message as it was published: with <paramref name="MessageStructure"/> json, the whole JSON object.</param>
/// <param name="MessageStructure"><c>json</c> or null.</param>
/// <param name="Attributes">The message attributes' string values by name.</param>
public sealed record SandboxMessage(
    string MessageId,
    DateTimeOffset At,
    string? Subject,
    string Message,
    string? MessageStructure,
    IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>What a subscriber with that protocol (<c>email</c>, <c>sqs</c>, <c>https</c>, ...) receives.</summary>
    public string BodyFor(string protocol)
    {
        if (MessageStructure is null)
        {
            return Message;
        }

        using var variants = JsonDocument.Parse(Message);
        return Variant(variants.RootElement, protocol) ?? Variant(variants.RootElement, "default")!;
    }

    private static string? Variant(JsonElement variants, string protocol) =>
        variants.TryGetProperty(protocol, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
