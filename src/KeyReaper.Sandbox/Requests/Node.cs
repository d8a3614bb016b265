using KeyReaper.Sandbox.Time;

namespace KeyReaper.Sandbox.Requests;

/// <summary>An element of an answer, with text or elements in it.</summary>
internal sealed record Node(string Name, string? Text, IReadOnlyList<Node> Children)
{
    public static Node Of(string name, string text) => new(name, text, []);

    public static Node Of(string name, bool value) => Of(name, value ? "true" : "false");

    public static Node Of(string name, DateTimeOffset time) => Of(name, time.Iso());

    public static Node Of(string name, params IReadOnlyList<Node> children) => new(name, null, children);

    /// <summary>An item of a list, as the Query protocol names it.</summary>
    public static Node Member(params IReadOnlyList<Node> children) => Of("member", children);

    /// <summary>A map as the Query protocol has it: each pair in an element named entry.</summary>
    public static Node Map(string name, IEnumerable<KeyValuePair<string, string>> pairs) =>
        new(name, null, [.. pairs.Select(pair => Of("entry", Of("key", pair.Key), Of("value", pair.Value)))]);
}
