using System.Text.RegularExpressions;

namespace KeyReaper.Sandbox.Access;

/// <summary>Text with wildcards: * for any characters, ? for one.</summary>
internal sealed class Pattern
{
    private const int ArnSegments = 6;
    private readonly Regex regex;

    private Pattern(string expression, RegexOptions options) => regex = new(
        $@"\A{expression}\z", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | options);

    public static Pattern Of(string text) => new(Expression(text, any: "."), RegexOptions.None);

    public static Pattern IgnoringCase(string text) => new(Expression(text, any: "."), RegexOptions.IgnoreCase);

    /// <summary>
    /// A wildcard stays within its segment of the ARN, and segments left off at the end may be anything
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html).
    /// </summary>
    public static Pattern Arn(string text)
    {
        var given = text.Split(':', ArnSegments);
        var segments = given.Concat(Enumerable.Repeat("*", ArnSegments - given.Length)).ToArray();
        return new(
            string.Join(':', segments[..^1].Select(segment => Expression(segment, any: "[^:]")).Append(Expression(segments[^1], any: "."))),
            RegexOptions.None);
    }

    public bool Matches(string text) => regex.IsMatch(text);

    private static string Expression(string text, string any) => string.Concat(text.Select(c => c switch
    {
        '*' => $"{any}*",
        '?' => any,
        _ => Regex.Escape($"{c}"),
    }));
}
