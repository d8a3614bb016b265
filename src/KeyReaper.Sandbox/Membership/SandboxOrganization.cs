using System.Collections.Immutable;
using KeyReaper.Sandbox.Accounts;

namespace KeyReaper.Sandbox.Membership;

/// <summary>
/// The sandbox's organization in AWS Organizations. The default account is its management account; other accounts do not belong to it until
/// they are added.
/// </summary>
public sealed class SandboxOrganization
{
    private ImmutableSortedDictionary<string, SandboxMember> members = ImmutableSortedDictionary.Create<string, SandboxMember>(StringComparer.Ordinal);

    internal SandboxOrganization(SandboxAccount management)
    {
        Id = management.Ids.OrganizationId();
        ArnPrefix = $"arn:{management.Partition}:organizations::{management.Id}:";
        Root = new(this, null, management.Ids.RootId(), "Root");
        Management = new(this, management, "management", "management@example.com", management.Created);
        members = members.Add(management.Id, Management);
    }

    /// <summary><c>o-</c> and ten characters, the same in every run: what aws:PrincipalOrgID and aws:ResourceOrgID compare with.</summary>
    public string Id { get; }

    /// <summary>The root of the tree of organizational units.</summary>
    public SandboxOrganizationalUnit Root { get; }

    /// <summary>The management account.</summary>
    public SandboxMember Management { get; }

    /// <summary>All accounts by id, the management account included.</summary>
    public IReadOnlyDictionary<string, SandboxMember> Members => members;

    /// <summary>Whether answers have an account's State, the newer field.</summary>
    public bool WithState { get; set; } = true;

    /// <summary>Whether answers have an account's Status, which AWS said it would retire on 2026-09-09.</summary>
    public bool WithStatus { get; set; } = true;

    internal string Arn => $"{ArnPrefix}organization/{Id}";

    internal string ArnPrefix { get; }

    /// <summary>Adds an account to the organization.</summary>
    /// <param name="account">An account of this sandbox.</param>
    /// <param name="name">The account's name.</param>
    /// <param name="email">The address of its owner; made up from its id if not given.</param>
    /// <exception cref="ArgumentException">The account belongs to it already.</exception>
    public SandboxMember Add(SandboxAccount account, string name, string? email = null)
    {
        var member = new SandboxMember(this, account, name, email ?? $"{account.Id}@example.com", account.Now);
        ImmutableInterlocked.Update(ref members, all => all.Add(account.Id, member));
        return member;
    }

    internal SandboxMember? Find(string accountId) => members.GetValueOrDefault(accountId);

    internal string NextUnitId() => Management.Account.Ids.UnitId(Root.Id);

    /// <summary>The ARN of the account, unit or root of that id; <c>*</c> if there is none.</summary>
    internal string ArnOf(string id) => Find(id)?.Arn ?? Root.Find(id)?.Arn ?? "*";
}
