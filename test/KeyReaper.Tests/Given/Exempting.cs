using System.Globalization;

namespace KeyReaper.Tests.Given;

/// <summary>Whom the owner of the account has exempted. This implements what README says a second time, so that tests do not judge by how the code reads a tag.</summary>
internal static class Exempting
{
    /// <param name="keyId">The key in question; null for all keys of the user.</param>
    /// <returns>Null if nothing exempts it.</returns>
    public static string? Reason(UserFacts user, string? keyId, Rulebook rules, DateTimeOffset at)
    {
        if (rules.ExemptUsers.Contains(user.Name, StringComparer.OrdinalIgnoreCase)) return "by name";
        if (rules.ExemptPaths.Any(prefix => user.Path.StartsWith(prefix, StringComparison.Ordinal))) return "by path";

        return ByTag(user.Tags, keyId, at);
    }

    public static string? ByTag(IEnumerable<KeyValuePair<string, string>> tags, string? keyId, DateTimeOffset at) =>
        tags.Where(tag => tag.Key.Equals("keyreaper:exempt", StringComparison.OrdinalIgnoreCase) || tag.Key.Equals($"keyreaper:exempt:{keyId}", StringComparison.OrdinalIgnoreCase))
            .Where(tag => Exempts(tag.Value, at)).Select(tag => $"{tag.Key}={tag.Value}").FirstOrDefault();

    /// <summary>True unless the value is false or begins with a day that has passed.</summary>
    public static bool Exempts(string value, DateTimeOffset at) => value != "false" && !(Day(value) < at.UtcDateTime.Date);

    /// <returns>Null if the value does not begin with a day. A date in another millennium, or one followed by more digits, does not count.</returns>
    private static DateTime? Day(string value)
    {
        if (value is not ['2', ..] || value.Length < 10 || !DateTime.TryParseExact(value[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return null;

        var next = value.Skip(10).TakeWhile(one => !char.IsLetter(one) && !char.IsWhiteSpace(one));
        return next.Any(char.IsNumber) ? null : day;
    }
}
