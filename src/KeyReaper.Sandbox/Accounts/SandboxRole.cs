using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Policies;

namespace KeyReaper.Sandbox.Accounts;

/// <summary>
/// An IAM role whose policies are enforced on every call made in its name, with credentials from AssumeRole or with an access key id given
/// to <see cref="SignsWith"/>. An explicit deny overrides every allow, and what nothing allows is denied.
/// </summary>
public sealed class SandboxRole
{
    private volatile IReadOnlyList<PolicyStatement> statements = [];
    private volatile IReadOnlyList<PolicyStatement>? boundary;
    private volatile TrustPolicy trust;

    internal SandboxRole(SandboxAccount account, string name, string path, TrustPolicy trust) =>
        (Account, Name, Path, this.trust) = (account, name, path, trust);

    /// <summary>The account the role belongs to.</summary>
    public SandboxAccount Account { get; }

    /// <summary>The role's name, unique in the account ignoring case.</summary>
    public string Name { get; }

    /// <summary><c>/</c> or <c>/some/path/</c>.</summary>
    public string Path { get; }

    /// <summary>
    /// <c>arn:PARTITION:iam::ACCOUNT:role/PATH/NAME</c>. The ARN of its sessions has no path: <c>arn:PARTITION:sts::ACCOUNT:assumed-role/NAME/SESSION</c>.
    /// </summary>
    public string Arn => $"arn:{Account.Partition}:iam::{Account.Id}:role{Path}{Name}";

    /// <summary>
    /// Replaces all policies of the role. Condition keys known are aws:PrincipalArn, aws:PrincipalAccount, aws:PrincipalOrgID,
    /// aws:ResourceAccount, aws:ResourceOrgID, aws:TagKeys, aws:RequestTag/..., aws:ResourceTag/..., iam:ResourceTag/..., sts:ExternalId,
    /// sts:RoleSessionName, and aws:SourceAccount and aws:SourceArn, which no request here has; operators are String..., Arn..., Bool and
    /// Null, with ForAllValues:, ForAnyValue: and IfExists. Policy variables are refused.
    /// </summary>
    /// <param name="documents">Identity-based policies as JSON. With none the role may do nothing.</param>
    /// <exception cref="SandboxException">
    /// MalformedPolicyDocument: a document is not a policy, or has a part that would not be enforced.
    /// </exception>
    public void SetPolicies(params IEnumerable<string> documents) =>
        statements = [.. documents.SelectMany(document => PolicyDocument.Statements(document, PolicyStatement.Parse))];

    /// <summary>
    /// Sets the permissions boundary: the role may do what both its policies and the boundary allow
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html).
    /// </summary>
    /// <param name="document">A policy as JSON, as for <see cref="SetPolicies"/>; null removes the boundary.</param>
    /// <exception cref="SandboxException">
    /// MalformedPolicyDocument: the document is not a policy, or has a part that would not be enforced.
    /// </exception>
    public void SetPermissionsBoundary(string? document) => boundary = document is null ? null : PolicyDocument.Statements(document, PolicyStatement.Parse);

    /// <summary>
    /// Replaces the trust policy. Its principals are <c>*</c>, AWS (an account's id or root ARN, the ARN of a role, a user or a role's
    /// session) and Service, which is nobody who could ask here. Naming the account leaves it to the caller's own policies; within one
    /// account, naming the caller needs no other policy
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html).
    /// Unlike AWS, it does not check whether the principals exist.
    /// </summary>
    /// <param name="document">A policy as JSON, with Principal and without Resource. Conditions are as for <see cref="SetPolicies"/>.</param>
    /// <exception cref="SandboxException">
    /// MalformedPolicyDocument: the document is not a trust policy, or has a part that would not be enforced.
    /// </exception>
    public void SetTrustPolicy(string document) => trust = TrustPolicy.Parse(document);

    /// <summary>From now on calls signed with this access key id count as the role's, whatever the secret, as if Lambda had given out the credentials.</summary>
    public void SignsWith(string accessKeyId) => Account.AccessKeyIds.Add(accessKeyId, this);

    internal TrustPolicy Trust => trust;

    /// <summary>Why the role's policies or its boundary do not allow it; null if they do.</summary>
    internal Refusal? Refusal(AccessRequest request) =>
        RefusalBy(statements, "identity-based policy", request) ?? (boundary is { } bounds ? RefusalBy(bounds, "permissions boundary", request) : null);

    /// <summary>Why one kind of a caller's policies does not allow it; null if it does. Each kind has to.</summary>
    internal static Refusal? RefusalBy(IReadOnlyList<PolicyStatement> statements, string kind, AccessRequest request)
    {
        var applying = statements.Where(statement => statement.AppliesTo(request)).ToArray();
        return applying switch
        {
            [] => new(false, $"because no {kind} allows the {request.Action.Replace("sns:", "SNS:", StringComparison.Ordinal)} action"),
            _ when applying.Any(statement => statement.Denies) => new(true, $"with an explicit deny in {(kind[0] is 'i' ? "an" : "a")} {kind}"),
            _ => null,
        };
    }
}
