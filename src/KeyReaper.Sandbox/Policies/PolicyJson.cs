using System.Text.Json;
using KeyReaper.Sandbox.Calls;

namespace KeyReaper.Sandbox.Policies;

/// <summary>Reads the JSON of a policy strictly, so that a misspelled element is never silently ignored.</summary>
internal static class PolicyJson
{
    private static readonly JsonDocumentOptions NoDuplicates = new() { AllowDuplicateProperties = false };

    public static JsonElement Parse(string json)
    {
        try
        {
            return JsonElement.Parse(json, NoDuplicates);
        }
        catch (JsonException error)
        {
            throw Errors.MalformedPolicy($"It is not JSON: {error.Message}");
        }
    }

    public static IReadOnlyDictionary<string, JsonElement> Members(this JsonElement element, string what, params string[] known)
    {
        var members = element.Members(what);
        return members.Keys.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } stranger
            ? throw Errors.MalformedPolicy($"{what} has {stranger}, which is none of {string.Join(", ", known)}")
            : members;
    }

    public static IReadOnlyDictionary<string, JsonElement> Members(this JsonElement element, string what) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)
            : throw Errors.MalformedPolicy($"{what} is not an object");

    public static JsonElement[] OneOrMany(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : [element];

    /// <summary>One value, or an array of at least one. Policy variables are refused, since nothing here replaces them.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement element, string what)
    {
        var items = element.OneOrMany();
        return items.Length == 0 ? throw Errors.MalformedPolicy($"{what} is empty") : [.. items.Select(item => Text(item, what))];
    }

    private static string Text(JsonElement element, string what) => element.ValueKind switch
    {
        JsonValueKind.String when element.GetString() is { } text => text.Contains("${", StringComparison.Ordinal)
            ? throw Errors.MalformedPolicy($"{what} has a policy variable: {text}")
            : text,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw Errors.MalformedPolicy($"{what} is neither text nor an array of texts"),
    };
}
