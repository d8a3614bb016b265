using System.Globalization;
using System.Text.RegularExpressions;

namespace KeyReaper.Rules;

/// <summary>
/// What the value of an exempt tag says: <c>false</c> exempts nothing; a date, alone or with a reason behind it (<c>2027-01-31 yearly close SEC-123</c>),
/// exempts through that day; whatever else exempts for good. A date has the shape that the role's Deny leaves to the code, <c>2???-??-??*</c>: what IAM
/// takes for good is for good here, too.
/// </summary>
internal static partial class ExemptValue
{
    private const string Months = "(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)(?![a-z])";

    private static readonly char[] BeforeReason = [.. ":-=_./ "];

    /// <param name="tag">Its key.</param>
    /// <returns>Null where it does not exempt, or no longer.</returns>
    public static Exemption? Read(string tag, string value, DateOnly today)
    {
        if (value == "false") return null;
        if (!(Dated().Match(value) is { Success: true, Groups: var parts } && DateOnly.TryParseExact(parts["day"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var lastDay)))
            return new($"tag {tag}={value}") { LooksLikeDate = Datelike().IsMatch(value) };

        var reason = parts["reason"].Value.Trim().TrimStart(BeforeReason);
        return today <= lastDay ? new(reason.Length > 0 ? $"tag {tag}={reason}" : $"tag {tag}", lastDay) : null;
    }

    // More digits right behind it say something else: 2027-01-01/2027-12-31 means the other date, 2027-01-01+90 a later one.
    [GeneratedRegex(@"\A(?<day>2[0-9]{3}-[0-9]{2}-[0-9]{2})(?![^\p{L}\s]*\p{N})(?<reason>.*)\z", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Dated();

    /// <summary>Most likely meant to end: a date in another form or place, one that no calendar has, or what IAM would take for one.</summary>
    [GeneratedRegex(
        $$"""
        (?<!\d) ( \d{4} [-/.\s] \d{1,2} [-/.\s] \d{1,2} | \d{1,2} [-/.] \d{1,2} [-/.] (\d{4}|\d{2}) ) (?!\d)
        | \A \s* [12]\d{3} ( [-/.]? (0[1-9]|1[0-2]) ( [-/.]? \d{2} )? )? (?!\d)
        | (?<![\p{L}\d]) ( \d{1,2} \.? [-/\s]* {{Months}} [-/.\s]* (\d{4}|\d{2}) | {{Months}} [-/.\s]* (\d{1,2} [-/.\s]+)? \d{4} ) (?!\d)
        | \A 2.{3}-..-..
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Datelike();
}
