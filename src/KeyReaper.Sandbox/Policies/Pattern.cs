namespace KeyReaper.Sandbox.Policies;

/// <summary>Text with wildcards: * for any characters, ? for one.</summary>
internal sealed class Pattern
{
    private const int ArnSegments = 6;
    private readonly Func<string, bool> matches;

    private Pattern(Func<string, bool> matches) => this.matches = matches;

    public static Pattern Of(string text) => new(candidate => Matches(text, candidate));

    public static Pattern IgnoringCase(string text)
    {
        var upper = text.ToUpperInvariant();
        return new(candidate => Matches(upper, candidate.ToUpperInvariant()));
    }

    /// <summary>
    /// A wildcard stays within its segment of the ARN, and segments left off at the end may be anything
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html).
    /// </summary>
    public static Pattern Arn(string text)
    {
        var given = text.Split(':', ArnSegments);
        string[] segments = [.. given, .. Enumerable.Repeat("*", ArnSegments - given.Length)];
        return new(arn => arn.Split(':', ArnSegments) is { Length: ArnSegments } parts && segments.Zip(parts).All(one => Matches(one.First, one.Second)));
    }

    public bool Matches(string text) => matches(text);

    // Not by a regular expression: one that cannot backtrack forever takes milliseconds to build, and a policy has dozens of patterns.
    private static bool Matches(string pattern, string text)
    {
        var (at, star, behindStar) = (0, -1, 0);
        for (var i = 0; i < text.Length;)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, behindStar) = (at++, i);
            }
            else if (at < pattern.Length && (pattern[at] == '?' || pattern[at] == text[i]))
            {
                at++;
                i++;
            }
            else if (star >= 0)
            {
                (at, i) = (star + 1, ++behindStar); // the last star matches one more character
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(at).TrimStart('*').IsEmpty;
    }
}
