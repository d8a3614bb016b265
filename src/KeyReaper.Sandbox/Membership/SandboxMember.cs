using System.Collections.Concurrent;
using KeyReaper.Sandbox.Accounts;

namespace KeyReaper.Sandbox.Membership;

/// <summary>An account as its organization knows it.</summary>
public sealed class SandboxMember
{
    private readonly SandboxOrganization organization;

    internal SandboxMember(SandboxOrganization organization, SandboxAccount account, string name, string email, DateTimeOffset joined)
    {
        this.organization = organization;
        (Account, Name, Email, JoinedTimestamp, Parent) = (account, name, email, joined, organization.Root);
    }

    /// <summary>The account.</summary>
    public SandboxAccount Account { get; }

    /// <summary>The account's name.</summary>
    public string Name { get; set; }

    /// <summary>The address of the account's owner.</summary>
    public string Email { get; set; }

    /// <summary>
    /// <c>ACTIVE</c> from the start; <c>PENDING_ACTIVATION</c>, <c>SUSPENDED</c>, <c>PENDING_CLOSURE</c>, <c>CLOSED</c>; a test may set any other,
    /// since AWS may add some. It is reported, but has no effect on what can be done in the account.
    /// </summary>
    public string State { get; set; } = "ACTIVE";

    /// <summary>The same in the older field, which has fewer words: <c>SUSPENDED</c> for a closed account, null for states that it has no word for.</summary>
    public string? Status => State switch
    {
        "ACTIVE" or "SUSPENDED" or "PENDING_CLOSURE" => State,
        "CLOSED" => "SUSPENDED",
        _ => null,
    };

    /// <summary>When the account joined the organization.</summary>
    public DateTimeOffset JoinedTimestamp { get; }

    /// <summary>The unit that the account is in; at first the root.</summary>
    public SandboxOrganizationalUnit Parent { get; set; }

    /// <summary>Whether it may make calls to Organizations that otherwise only the management account may. Being registered for any service is enough.</summary>
    public bool DelegatedAdministrator { get; set; }

    /// <summary>The account's tags. Keys are case-sensitive, as in AWS Organizations.</summary>
    public IDictionary<string, string> Tags { get; } = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);

    internal string Arn => $"{organization.ArnPrefix}account/{organization.Id}/{Account.Id}";
}
