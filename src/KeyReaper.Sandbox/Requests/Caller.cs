using KeyReaper.Sandbox.Accounts;
using KeyReaper.Sandbox.Policies;

namespace KeyReaper.Sandbox.Requests;

/// <summary>Whom the credentials of a request belong to.</summary>
/// <param name="Account">The account the call acts in.</param>
/// <param name="Arn">The caller's ARN, as GetCallerIdentity gives it.</param>
/// <param name="PrincipalArn">The ARN by which policies know the caller: the user's, or that of the role rather than of its session.</param>
/// <param name="UserId">The caller's unique id.</param>
/// <param name="User">The user, if a user's access key signed the request.</param>
/// <param name="Role">The role whose policies are enforced; null for a user and for a role never created, who may do everything.</param>
/// <param name="Region">The region the request was signed for.</param>
internal sealed record Caller(
    SandboxAccount Account, string Arn, string PrincipalArn, string UserId, SandboxUser? User, SandboxRole? Role, string Region)
{
    /// <summary>The session policy, if AssumeRole was given one.</summary>
    public IReadOnlyList<PolicyStatement>? SessionPolicy { get; init; }

    /// <summary>The caller as trust policies know it.</summary>
    public Principal Principal => new(Account.Id, PrincipalArn, Arn);

    public static Caller ForUser(SandboxUser user, string region) => new(user.Account, user.Arn, user.Arn, user.UserId, user, null, region);

    public static Caller ForRole(SandboxAccount account, string role, string session, string region) => new(
        account,
        $"arn:{account.Partition}:sts::{account.Id}:assumed-role/{role}/{session}",
        account.FindRole(role)?.Arn ?? $"arn:{account.Partition}:iam::{account.Id}:role/{role}",
        $"{account.Ids.RoleId(role)}:{session}",
        null,
        account.FindRole(role),
        region);
}
