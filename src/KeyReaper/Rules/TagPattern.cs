using System.IO.Enumeration;

namespace KeyReaper.Rules;

/// <summary>Matches tags by their key, or by key and value. <c>*</c> stands for any characters, and case is ignored.</summary>
internal sealed record TagPattern(string Key, string? Value)
{
    /// <param name="text"><c>key</c> or <c>key=value</c>.</param>
    public static TagPattern Parse(string text) => text.Split('=', 2) is [var key, var value] ? new(key, value) : new(text, null);

    public bool Matches(KeyValuePair<string, string> tag) =>
        FileSystemName.MatchesSimpleExpression(Key, tag.Key) && (Value is null || FileSystemName.MatchesSimpleExpression(Value, tag.Value));
}
