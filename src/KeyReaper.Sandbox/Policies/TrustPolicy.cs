using System.Text.Json;
using KeyReaper.Sandbox.Calls;

namespace KeyReaper.Sandbox.Policies;

/// <summary>Says who may assume a role.</summary>
internal sealed record TrustPolicy(IReadOnlyList<TrustStatement> Statements)
{
    public static TrustPolicy Parse(string json) => new(PolicyDocument.Statements(json, TrustStatement.Parse));

    /// <summary>Trusts one account, as a role does by default.</summary>
    public static TrustPolicy OfAccount(string id) =>
        Parse($$"""{"Statement": {"Effect": "Allow", "Principal": {"AWS": "{{id}}"}, "Action": "sts:AssumeRole"} }""");

    /// <summary>How far the policy trusts a caller; after an explicit deny, not at all.</summary>
    public Trust In(Principal caller, AccessRequest request)
    {
        var applying = Statements.Where(statement => statement.Principals.Trust(caller) > Trust.None && statement.Rule.AppliesTo(request)).ToArray();
        return applying.Length == 0 || applying.Any(statement => statement.Rule.Denies)
            ? Trust.None
            : applying.Max(statement => statement.Principals.Trust(caller));
    }
}

/// <summary>A statement and whom it applies to. Its resource is the role itself.</summary>
internal sealed record TrustStatement(Principals Principals, PolicyStatement Rule)
{
    public static TrustStatement Parse(JsonElement element)
    {
        var members = element.Members("A statement of a trust policy", "Sid", "Effect", "Principal", "Action", "Condition");
        var statement = new TrustStatement(Principals.Parse(members), PolicyStatement.Of(members, Scope.Everything));
        return members["Action"].Texts("Action").All(action => action.StartsWith("sts:", StringComparison.OrdinalIgnoreCase))
            ? statement
            : throw Errors.MalformedPolicy("AssumeRole policy may only specify STS AssumeRole actions.");
    }
}
