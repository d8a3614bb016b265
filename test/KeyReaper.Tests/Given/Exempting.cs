using System.Globalization;
using System.Text.RegularExpressions;

namespace KeyReaper.Tests.Given;

/// <summary>Whom the owner of the account has exempted, by what README says of it once more: tests judge by that, and not by what the code makes of a tag.</summary>
internal static partial class Exempting
{
    /// <param name="keyId">The key that something is about; null for the user's keys all together.</param>
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

    /// <summary>Whatever is neither false nor begins with a day that is over.</summary>
    public static bool Exempts(string value, DateTimeOffset at) =>
        value != "false"
        && !(Day().Match(value) is { Success: true } match
            && DateTime.TryParseExact(match.Groups["day"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < at.UtcDateTime.Date);

    [GeneratedRegex(@"\A(?<day>2[0-9]{3}-[0-9]{2}-[0-9]{2})(\s|\z)")]
    private static partial Regex Day();
}
