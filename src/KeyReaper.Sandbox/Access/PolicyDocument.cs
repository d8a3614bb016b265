using System.Text.Json;

namespace KeyReaper.Sandbox.Access;

/// <summary>
/// An identity-based policy, read in full when it is given: what cannot be judged here is refused then, lest it count as true.
/// </summary>
internal sealed record PolicyDocument(IReadOnlyList<PolicyStatement> Statements)
{
    private static readonly string[] Versions = ["2012-10-17", "2008-10-17"];

    public static PolicyDocument Parse(string json)
    {
        var policy = PolicyJson.Parse(json).Members("The policy", "Version", "Id", "Statement");
        if (policy.TryGetValue("Version", out var version) && !Versions.Contains(version.ToString()))
        {
            throw Errors.MalformedPolicy($"Version is none of {string.Join(", ", Versions)}");
        }

        return policy.TryGetValue("Statement", out var statements)
            ? new([.. statements.OneOrMany().Select(PolicyStatement.Parse)])
            : throw Errors.MalformedPolicy("The policy has no Statement");
    }
}
