using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KeyReaper.Tests.Deployment;

/// <summary>The IAM condition operators that KeyReaper's policies use, on a request with these context keys and their values.</summary>
internal static class PolicyCondition
{
    public static bool Matches(JsonObject condition, IReadOnlyDictionary<string, string[]> request) =>
        condition.All(test => test.Value!.AsObject().All(key => Matches(test.Key, List(key.Value!), Values(request, key.Key))));

    private static bool Matches(string test, string[] wanted, string[]? found) => test.Split(':') switch
    {
        ["Null"] => wanted.Single() == "true" == (found is null),
        ["ForAllValues", var operation] => (found ?? []).All(value => Holds(operation, value, wanted)),
        ["ForAnyValue", var operation] => (found ?? []).Any(value => Holds(operation, value, wanted)),
        [var operation] => found is null ? operation.Contains("Not", StringComparison.Ordinal) : Holds(operation, found.Single(), wanted),
        _ => throw new NotSupportedException(test),
    };

    private static bool Holds(string operation, string value, string[] wanted) => operation switch
    {
        "StringLike" => wanted.Any(pattern => Like(value, pattern)),
        "StringNotLike" or "ArnNotLike" => !wanted.Any(pattern => Like(value, pattern)),
        "StringEqualsIgnoreCase" => wanted.Contains(value, StringComparer.OrdinalIgnoreCase),
        "StringNotEquals" => !wanted.Contains(value, StringComparer.Ordinal),
        _ => throw new NotSupportedException(operation),
    };

    private static bool Like(string value, string pattern) =>
        Regex.IsMatch(value, "^" + Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal) + "$");

    // Names of context keys ignore case, and with them the tag keys they hold.
    private static string[]? Values(IReadOnlyDictionary<string, string[]> request, string key) =>
        request.FirstOrDefault(entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value;

    private static string[] List(JsonNode node) => node is JsonArray many ? [.. many.Select(one => one!.ToString())] : [node.ToString()];
}
