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
    /// as AWS may add some. It is told, and has no effect on what can be done in the account.
    /// </summary>
    public string State { get; set; } = "ACTIVE";

    /// <summary>The same in the older field, which knows fewer: of a closed account <c>SUSPENDED</c>; null for what it has no word for.</summary>
    public string? Status => State switch
    {
        "ACTIVE" or "SUSPENDED" or "PENDING_CLOSURE" => State,
        "CLOSED" => "SUSPENDED",
        _ => null,
    };

    /// <summary>When the account became a part of the organization.</summary>
    public DateTimeOffset JoinedTimestamp { get; }

    /// <summary>The unit the account is in; the root from the start.</summary>
    public SandboxOrganizationalUnit Parent { get; set; }

    /// <summary>Whether it may ask Organizations what otherwise only the management account may. Any service it is registered for is enough.</summary>
    public bool DelegatedAdministrator { get; set; }

    /// <summary>The account's tags. Keys differ by case, as Organizations' do.</summary>
    public IDictionary<string, string> Tags { get; } = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);

    internal string Arn => $"{organization.ArnPrefix}account/{organization.Id}/{Account.Id}";
}
