using KeyReaper.Words;

namespace KeyReaper.Asked;

/// <summary>Another account of the organization, and the role by which to enter it, as a hub's event names them.</summary>
internal sealed record Spoke(string AccountId, string RoleArn, string OrganizationId, string? ExternalId)
{
    /// <summary>An event may name an account, but not how to enter it: all else was decided when the hub was deployed.</summary>
    /// <exception cref="EventException">The hub is not set up for that organization or that role.</exception>
    public void MustSuit(Settings hub)
    {
        if (hub.OrganizationId is not { } organization)
            throw new EventException($"it names account {AccountId}, but this function serves its own account only: it has no ORGANIZATION_ID");
        if (OrganizationId != organization)
            throw new EventException($"organizationId is '{Wording.Plain(OrganizationId)}'. Valid: ORGANIZATION_ID, which is {organization}");

        var role = $"arn:{hub.TopicArn.Split(':')[1]}:iam::{AccountId}:role/{hub.SpokeRole}";
        if (RoleArn != role) throw new EventException($"roleArn is '{Wording.Plain(RoleArn)}'. Valid for account {AccountId} and the hub's SPOKE_ROLE: {role}");
    }
}
