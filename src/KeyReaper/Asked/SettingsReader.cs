using System.Globalization;
using System.Text.RegularExpressions;
using KeyReaper.Words;

namespace KeyReaper.Asked;

/// <summary>Reads one value after the other and collects the problems, so that all are reported together.</summary>
/// <param name="values">Looks up a value by its name.</param>
/// <param name="separators">What stands between the items of a list.</param>
internal sealed partial class SettingsReader(Func<string, string?> values, string separators = ",")
{
    public List<string> Problems { get; } = [];

    public string Required(string name, Regex form, string valid)
    {
        var text = values(name) ?? "";
        if (!form.IsMatch(text)) Reject(name, text, valid);
        return text;
    }

    public string? Optional(string name, Regex form, string valid)
    {
        if (values(name) is not { Length: > 0 } text) return null;
        if (!form.IsMatch(text)) Reject(name, text, valid);
        return text;
    }

    public string[] UserNames(string name) => Escaped(name, UserPattern(), "IAM user names separated by commas, where * stands for any characters");

    public string[] UserPaths(string name) => Escaped(name, PathPrefix(), "beginnings of IAM user paths separated by commas, each starting with /, such as /ci/");

    public string[] List(string name, Regex form, string valid, string ifMissing = "")
    {
        string[] items = Items(values(name) ?? ifMissing);
        foreach (var item in items.Where(item => !form.IsMatch(item))) Reject(name, item, valid);
        return items;
    }

    /// <summary>Names in IAM may contain a comma, which separates the items of a list, and tags in AWS Organizations may contain neither comma nor asterisk. So =2C stands for a comma, =2A for an asterisk, and =3D for = before one of these.</summary>
    private string[] Escaped(string name, Regex form, string valid)
    {
        string[] items = Items(values(name) ?? "");
        foreach (var item in items.Where(item => !form.IsMatch(Meant(item)))) Reject(name, item, valid);
        return [.. items.Select(Meant)];
    }

    private string[] Items(string list) => list.Split([.. separators], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Meant(string item) => Escape().Replace(item, escape => escape.Value.ToUpperInvariant() switch
    {
        "=2C" => ",",
        "=2A" => "*",
        _ => "=",
    });

    public bool Boolean(string name, bool ifMissing)
    {
        if (values(name) is not { Length: > 0 } text) return ifMissing;
        if (!TryParse(text, out var value)) Reject(name, text, "true and false");
        return value;
    }

    /// <returns>Whether it is set to the only value that it may have.</returns>
    public bool Is(string name, bool only)
    {
        if (values(name) is not { Length: > 0 } text) return false;
        if (TryParse(text, out var value) && value == only) return true;
        Reject(name, text, only ? "true" : "false");
        return false;
    }

    public TimeSpan Days(string name, int ifMissing, int from) => TimeSpan.FromDays(Number(name, ifMissing, from, 3650));

    public int Number(string name, int ifMissing, int from, int to)
    {
        if (values(name) is not { Length: > 0 } text) return ifMissing;
        if (text.All(char.IsAsciiDigit) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= from && value <= to) return value;
        Reject(name, text, string.Create(CultureInfo.InvariantCulture, $"whole numbers from {from} to {to}"));
        return ifMissing;
    }

    public T OneOf<T>(string name, T ifMissing) where T : struct, Enum
    {
        if (values(name) is not { Length: > 0 } text) return ifMissing;
        foreach (var value in Enum.GetValues<T>())
        {
            if (text.Equals(value.ToString(), StringComparison.OrdinalIgnoreCase)) return value;
        }

        Reject(name, text, string.Join(" and ", Enum.GetNames<T>().Select(one => one.ToLowerInvariant())));
        return ifMissing;
    }

    /// <summary>Reads words in lower case with hyphens, separated by commas.</summary>
    public T[] AllOf<T>(string name) where T : struct, Enum
    {
        var known = Enum.GetValues<T>().ToDictionary(JsonWord.Of, StringComparer.OrdinalIgnoreCase);
        string[] items = Items(values(name) ?? "");
        foreach (var item in items.Where(item => !known.ContainsKey(item))) Reject(name, item, string.Join(" and ", known.Keys));
        return [.. items.Where(known.ContainsKey).Select(item => known[item]).Distinct()];
    }

    private void Reject(string name, string text, string valid) =>
        Problems.Add(text.Length == 0 ? $"{name} is not set. Valid: {valid}." : $"{name} is '{Wording.Plain(text)}'. Valid: {valid}.");

    // Not by .NET's parser alone, which ignores blanks and zero-width characters.
    private static bool TryParse(string text, out bool value) => bool.TryParse(text, out value) && text.All(char.IsAsciiLetter);

    [GeneratedRegex(@"\A[\w+=,.@*-]{1,64}\z", RegexOptions.ECMAScript)]
    private static partial Regex UserPattern();

    [GeneratedRegex("=(2C|2A|3D)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Escape();

    [GeneratedRegex(@"\A/[\x21-\x7F]{0,511}\z")]
    private static partial Regex PathPrefix();
}
