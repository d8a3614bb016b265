using System.Globalization;

namespace KeyReaper.Tests.Given;

/// <summary>Whom the owner of the account has exempted.</summary>
internal static class Exempting
{
    /// <returns>Null if nothing exempts the user.</returns>
    public static string? Reason(UserFacts user, Rulebook rules, DateTimeOffset at)
    {
        if (rules.ExemptUsers.Contains(user.Name, StringComparer.OrdinalIgnoreCase)) return "by name";
        if (rules.ExemptPaths.Any(prefix => user.Path.StartsWith(prefix, StringComparison.Ordinal))) return "by path";

        return user.Tags.FirstOrDefault(tag => tag.Key.Equals("keyreaper:exempt", StringComparison.OrdinalIgnoreCase)).Value switch
        {
            null or "false" => null,
            var value when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && DateOnly.FromDateTime(at.UtcDateTime) > day => null,
            var value => value,
        };
    }
}
