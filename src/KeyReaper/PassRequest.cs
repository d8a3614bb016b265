using System.Text.Json;

namespace KeyReaper;

/// <summary>The little of an event that matters. It carries no policy: the same environment and the same account give the same plan.</summary>
internal readonly record struct PassRequest(bool DryRun)
{
    /// <summary>Accepts any JSON object, such as EventBridge sends, and no content at all.</summary>
    /// <exception cref="EventException">The event says something that cannot be understood.</exception>
    public static async Task<PassRequest> ReadAsync(Stream json)
    {
        using var buffer = new MemoryStream();
        await json.CopyToAsync(buffer);
        if (buffer.Length == 0) return default;

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
        }
        catch (JsonException error)
        {
            throw new EventException($"it is not JSON ({error.Message})", error);
        }

        using (document) return Read(document.RootElement);
    }

    private static PassRequest Read(JsonElement root)
    {
        if (root.ValueKind is JsonValueKind.Null) return default;
        if (root.ValueKind is not JsonValueKind.Object) throw new EventException($"it is a JSON {Word(root)}, not an object");

        var dryRun = false;
        foreach (var property in root.EnumerateObject())
        {
            if (Is("dryRun"))
            {
                dryRun |= property.Value.ValueKind switch
                {
                    JsonValueKind.True => true,
                    JsonValueKind.False or JsonValueKind.Null => false,
                    _ => throw new EventException($"dryRun is a JSON {Word(property.Value)}. Valid: true and false, without quotes"),
                };
            }
            else if (Is("accountId") || Is("roleArn"))
            {
                // Ignoring it would run the pass in the wrong account.
                throw new EventException($"{property.Name} is given, but this version works in its own account only");
            }

            bool Is(string name) => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
        }

        return new(dryRun);
    }

    private static string Word(JsonElement element) => element.ValueKind.ToString().ToLowerInvariant();
}

internal sealed class EventException(string problem, Exception? cause = null)
    : Exception($"KeyReaper did nothing: its event cannot be understood: {problem}. An empty event, {{}} and {{\"dryRun\": true}} are understood.", cause);
