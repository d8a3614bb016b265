using System.Collections.Immutable;
using KeyReaper.Sandbox.Access;

namespace KeyReaper.Sandbox;

/// <summary>
/// An IAM role whose policies are enforced on every call made in its name: with credentials that AssumeRole gave out for it, or with
/// those it was said to sign with. An explicit deny wins over every allow, and what nothing allows is denied.
/// </summary>
public sealed class SandboxRole
{
    private volatile IReadOnlyList<PolicyDocument> documents = [];
    private ImmutableHashSet<string> accessKeyIds = [];

    internal SandboxRole(SandboxAccount account, string name) => (Account, Name) = (account, name);

    /// <summary>The account the role belongs to.</summary>
    public SandboxAccount Account { get; }

    /// <summary>The role's name, unique in the account ignoring case.</summary>
    public string Name { get; }

    /// <summary><c>arn:PARTITION:iam::ACCOUNT:role/NAME</c>.</summary>
    public string Arn => $"arn:{Account.Partition}:iam::{Account.Id}:role/{Name}";

    /// <summary>
    /// Replaces all policies of the role. Condition keys known are aws:TagKeys, aws:RequestTag/..., aws:ResourceTag/...,
    /// iam:ResourceTag/... and aws:PrincipalArn; operators are String..., Arn..., Bool and Null, with ForAllValues:, ForAnyValue: and
    /// IfExists. Policy variables are refused.
    /// </summary>
    /// <param name="documents">Identity-based policies as JSON. With none the role may do nothing.</param>
    /// <exception cref="SandboxException">
    /// MalformedPolicyDocument: a document is not a policy, or has a part that would not be enforced.
    /// </exception>
    public void SetPolicies(params IEnumerable<string> documents) =>
        this.documents = [.. documents.Select(PolicyDocument.Parse)];

    /// <summary>From now on calls signed with this access key id are the role's, whatever the secret: as if Lambda gave it out.</summary>
    public void SignsWith(string accessKeyId) =>
        ImmutableInterlocked.Update(ref accessKeyIds, ids => ids.Add(accessKeyId));

    internal bool HasSigned(string accessKeyId) => accessKeyIds.Contains(accessKeyId);

    /// <summary>Why the role may not do that, as AWS ends its messages; null if it may.</summary>
    internal string? Refusal(AccessRequest request)
    {
        var applying = documents.SelectMany(document => document.Statements)
            .Where(statement => statement.AppliesTo(request))
            .ToArray();
        return applying switch
        {
            [] => $"because no identity-based policy allows the {request.Action.Replace("sns:", "SNS:", StringComparison.Ordinal)} action",
            _ when applying.Any(statement => statement.Denies) => "with an explicit deny in an identity-based policy",
            _ => null,
        };
    }
}
