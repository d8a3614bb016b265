using KeyReaper.Sandbox.Calls;

namespace KeyReaper.Sandbox.Policies;

/// <summary>How one value in a request is compared with one value in a policy.</summary>
/// <param name="Match">Makes the test for a value in the policy.</param>
/// <param name="Negated">Whether the test has to fail for every value in the policy. Such an operator is true if the key is absent.</param>
internal sealed record ConditionOperator(Func<string, Func<string, bool>> Match, bool Negated)
{
    /// <summary>The operator of that name, such as <c>StringNotLike</c>; null if there is none here.</summary>
    public static ConditionOperator? Of(string name) => name switch
    {
        "StringEquals" => new(Equal(StringComparison.Ordinal), false),
        "StringNotEquals" => new(Equal(StringComparison.Ordinal), true),
        "StringEqualsIgnoreCase" => new(Equal(StringComparison.OrdinalIgnoreCase), false),
        "StringNotEqualsIgnoreCase" => new(Equal(StringComparison.OrdinalIgnoreCase), true),
        "StringLike" => new(wanted => Pattern.Of(wanted).Matches, false),
        "StringNotLike" => new(wanted => Pattern.Of(wanted).Matches, true),
        "ArnEquals" or "ArnLike" => new(wanted => Pattern.Arn(wanted).Matches, false),
        "ArnNotEquals" or "ArnNotLike" => new(wanted => Pattern.Arn(wanted).Matches, true),
        "Bool" => new(Boolean, false),
        _ => null,
    };

    private static Func<string, Func<string, bool>> Equal(StringComparison comparison) =>
        wanted => value => value.Equals(wanted, comparison);

    private static Func<string, bool> Boolean(string wanted) => wanted is "true" or "false"
        ? value => value.Equals(wanted, StringComparison.OrdinalIgnoreCase)
        : throw Errors.MalformedPolicy($"Bool wants {wanted}, neither true nor false");
}
