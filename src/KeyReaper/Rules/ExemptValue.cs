using System.Globalization;
using System.Text.RegularExpressions;

namespace KeyReaper.Rules;

/// <summary>
/// Reads the value of an exempt tag. <c>false</c> does not exempt; a date, alone or followed by a reason (<c>2027-01-31 yearly close SEC-123</c>), exempts
/// through that day; any other value exempts for good. Only values of the form <c>2???-??-??*</c> can be dates: the role's Deny treats all others as for good,
/// and so does the code.
/// </summary>
internal static partial class ExemptValue
{
    private const string Months = "(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)(?![a-z])";

    private static readonly char[] BeforeReason = [.. ":-=_./ "];

    /// <param name="tag">The tag's key.</param>
    /// <returns>Null if it does not exempt, or no longer does.</returns>
    public static Exemption? Read(string tag, string value, DateOnly today)
    {
        if (value == "false") return null;
        if (!(Dated().Match(value) is { Success: true, Groups: var parts } && DateOnly.TryParseExact(parts["day"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var lastDay)))
            return new($"tag {tag}={value}") { LooksLikeDate = Datelike().IsMatch(value) };

        var reason = parts["reason"].Value.Trim().TrimStart(BeforeReason);
        return today <= lastDay ? new(reason.Length > 0 ? $"tag {tag}={reason}" : $"tag {tag}", lastDay) : null;
    }

    // If more digits follow at once, a later day may be meant, as in 2027-01-01/2027-12-31 or 2027-01-01+90. Such a value does not count as a date.
    [GeneratedRegex(@"\A(?<day>2[0-9]{3}-[0-9]{2}-[0-9]{2})(?![^\p{L}\s]*\p{N})(?<reason>.*)\z", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Dated();

    /// <summary>Values that were most likely meant to end: a date in another format or place, one that does not exist, or one that only IAM's pattern takes for a date.</summary>
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
