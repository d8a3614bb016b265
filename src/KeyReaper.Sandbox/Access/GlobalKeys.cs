using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Access;

/// <summary>The condition keys that every request has: who asks, and whose the resource is.</summary>
internal static class GlobalKeys
{
    /// <param name="request">The request.</param>
    /// <param name="resourceAccount">The id of the account that owns the resource, whether or not the account exists.</param>
    public static Dictionary<string, IReadOnlyList<string>> ContextFor(this Request request, string resourceAccount)
    {
        var context = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:PrincipalArn"] = [request.Caller.PrincipalArn],
            ["aws:PrincipalAccount"] = [request.Account.Id],
            ["aws:ResourceAccount"] = [resourceAccount],
        };
        var organization = request.World.Organization;
        if (organization.Find(request.Account.Id) is not null) context["aws:PrincipalOrgID"] = [organization.Id];
        if (organization.Find(resourceAccount) is not null) context["aws:ResourceOrgID"] = [organization.Id];
        return context;
    }
}
