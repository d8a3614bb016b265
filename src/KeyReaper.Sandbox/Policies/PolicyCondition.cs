using System.Text.Json;
using KeyReaper.Sandbox.Calls;

namespace KeyReaper.Sandbox.Policies;

/// <summary>
/// One operator on one key, after https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html and
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html.
/// </summary>
/// <param name="Key">The condition key.</param>
/// <param name="Test">Whether the condition is true for the key's values in a request, which are null if the key is absent.</param>
internal sealed record PolicyCondition(string Key, Func<IReadOnlyList<string>?, bool> Test)
{
    private const string TagKeys = "aws:TagKeys";

    private static readonly string[] Keys =
    [
        TagKeys, "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:ResourceAccount", "aws:ResourceOrgID", "aws:SourceAccount",
        "aws:SourceArn", "sts:ExternalId", "sts:RoleSessionName",
    ];

    private static readonly string[] TagPrefixes = ["aws:RequestTag/", "aws:ResourceTag/", "iam:ResourceTag/"];

    public bool Holds(IReadOnlyDictionary<string, IReadOnlyList<string>> context) => Test(context.GetValueOrDefault(Key));

    public static IEnumerable<PolicyCondition> ParseAll(JsonElement conditions) =>
        from test in conditions.Members("Condition")
        from key in test.Value.Members(test.Key)
        select new PolicyCondition(Known(key.Key), Parse(test.Key, key.Key, key.Value.Texts(key.Key)));

    private static string Known(string key) =>
        Keys.Contains(key, StringComparer.OrdinalIgnoreCase)
        || TagPrefixes.Any(prefix => key.Length > prefix.Length && key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            ? key
            : throw Errors.MalformedPolicy($"The sandbox does not know the condition key {key}");

    private static Func<IReadOnlyList<string>?, bool> Parse(string test, string key, IReadOnlyList<string> wanted)
    {
        if (test == "Null")
        {
            return wanted is ["true" or "false"]
                ? values => values is null == (wanted[0] == "true")
                : throw Errors.MalformedPolicy($"Null of {key} wants neither true nor false");
        }

        var (set, name) = test.Split(':') is [var prefix, var rest] ? (prefix, rest) : ("", test);
        var ifExists = name.EndsWith("IfExists", StringComparison.Ordinal);
        if (ConditionOperator.Of(ifExists ? name[..^"IfExists".Length] : name) is not { } operation)
        {
            throw Errors.MalformedPolicy($"The sandbox does not know the condition operator {test}");
        }

        Func<string, bool>[] matches = [.. wanted.Select(operation.Match)];
        bool Suits(string value) => matches.Any(match => match(value)) != operation.Negated;

        return set switch
        {
            // As in AWS it is true without any value, so by itself it lets through requests without the key.
            "ForAllValues" => values => values?.All(Suits) ?? true,
            "ForAnyValue" => values => values?.Any(Suits) ?? ifExists,
            "" when key.Equals(TagKeys, StringComparison.OrdinalIgnoreCase) =>
                throw Errors.MalformedPolicy($"{key} has many values: {test} needs ForAllValues or ForAnyValue"),
            "" => values => values is null ? operation.Negated || ifExists : values.Any(Suits),
            _ => throw Errors.MalformedPolicy($"The sandbox does not know the condition operator {test}"),
        };
    }
}
