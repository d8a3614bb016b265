using System.Text.Json;
using KeyReaper.Sandbox.Calls;

namespace KeyReaper.Sandbox.Policies;

/// <summary>A policy, read in full when it is set. What cannot be evaluated here is refused at that time, so that it never counts as true.</summary>
internal static class PolicyDocument
{
    private static readonly string[] Versions = ["2012-10-17", "2008-10-17"];

    public static IReadOnlyList<T> Statements<T>(string json, Func<JsonElement, T> parse)
    {
        var policy = PolicyJson.Parse(json).Members("The policy", "Version", "Id", "Statement");
        if (policy.TryGetValue("Version", out var version) && !Versions.Contains(version.ToString()))
        {
            throw Errors.MalformedPolicy($"Version is none of {string.Join(", ", Versions)}");
        }

        return policy.TryGetValue("Statement", out var statements)
            ? [.. statements.OneOrMany().Select(parse)]
            : throw Errors.MalformedPolicy("The policy has no Statement");
    }
}
