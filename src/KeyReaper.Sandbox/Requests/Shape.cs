using System.Text.RegularExpressions;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Policies;

namespace KeyReaper.Sandbox.Requests;

/// <summary>What a string parameter must look like: length and pattern from the service models.</summary>
/// <param name="Min">The fewest characters.</param>
/// <param name="Max">The most characters.</param>
/// <param name="Pattern">The model's pattern; null if any characters are allowed.</param>
/// <param name="Rule">How IAM describes the pattern in words; null if it shows the pattern itself.</param>
internal sealed partial record Shape(int Min, int Max, Regex? Pattern, string? Rule = null)
{
    public static readonly Shape UserName = new(
        1, 128, Names(), "It must contain only alphanumeric characters and/or the following: +=,.@_-");
    public static readonly Shape NewUserName = UserName with { Max = 64 };
    public static readonly Shape Path = new(
        1, 512, Paths(), "It must begin and end with / and contain only alphanumeric characters and/or / characters.");
    public static readonly Shape PathPrefix = new(1, 512, PathPrefixes());
    public static readonly Shape AccessKeyId = new(16, 128, Words());
    public static readonly Shape TagKey = new(1, 128, TagCharacters());
    public static readonly Shape TagValue = TagKey with { Min = 0, Max = 256 };
    public static readonly Shape Alias = new(3, 63, Aliases());
    public static readonly Shape AccountId = new(0, 12, AccountIds());
    public static readonly Shape Arn = new(20, 2048, null);
    public static readonly Shape SessionName = new(2, 64, Names());
    public static readonly Shape ExternalId = new(2, 1224, ExternalIds());
    public static readonly Shape SessionPolicy = new(1, 2048, null);
    public static readonly Shape Any = new(0, int.MaxValue, null);
    public static readonly Shape Filled = Any with { Min = 1 };

    /// <summary>The value, if it is valid.</summary>
    /// <exception cref="SandboxException">ValidationError in AWS's wording.</exception>
    public string Check(string value, string parameter)
    {
        if (value.Length < Min)
        {
            throw Errors.Constraint($"'{value}'", parameter, $"Member must have length greater than or equal to {Min}");
        }

        if (value.Length > Max)
        {
            throw Errors.Constraint($"'{value}'", parameter, $"Member must have length less than or equal to {Max}");
        }

        if (Pattern?.IsMatch(value) is false)
        {
            throw Rule is null
                ? Errors.Constraint($"'{value}'", parameter, $"Member must satisfy regular expression pattern: {Pattern.ToString()[1..^2]}")
                : Errors.Validation($"The specified value for {parameter} is invalid. {Rule}");
        }

        return value;
    }

    [GeneratedRegex(@"^[\w+=,.@-]+\z", RegexOptions.ECMAScript)]
    private static partial Regex Names();

    [GeneratedRegex(@"^((\u002F)|(\u002F[\u0021-\u007E]+\u002F))\z")]
    private static partial Regex Paths();

    [GeneratedRegex(@"^\u002F[\u0021-\u007F]*\z")]
    private static partial Regex PathPrefixes();

    [GeneratedRegex(@"^[\w]+\z", RegexOptions.ECMAScript)]
    private static partial Regex Words();

    [GeneratedRegex(@"^[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z")]
    private static partial Regex TagCharacters();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]\z")]
    private static partial Regex Aliases();

    [GeneratedRegex(@"^\d{12}\z", RegexOptions.ECMAScript)]
    private static partial Regex AccountIds();

    [GeneratedRegex(@"^[\w+=,.@:\/-]*\z", RegexOptions.ECMAScript)]
    private static partial Regex ExternalIds();
}
