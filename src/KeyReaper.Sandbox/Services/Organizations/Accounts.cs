using System.Text.Json.Nodes;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Membership;
using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Services.Organizations;

internal static class Accounts
{
    public static JsonObject Describe(Request request)
    {
        var organization = request.OrganizationForAdministrators();
        var member = organization.Find(request.Required("AccountId", Shape.AccountId)) ?? throw NotFound("Account", "an account");
        return new() { ["Account"] = Account(organization, member) };
    }

    public static JsonObject List(Request request) => Page(request, request.OrganizationForAdministrators().Members.Values);

    public static JsonObject ListForParent(Request request)
    {
        var organization = request.OrganizationForAdministrators();
        var parent = organization.Root.Find(request.Required("ParentId", Shape.Filled)) ?? throw NotFound("Parent", "a root or an organizational unit");
        return Page(request, organization.Members.Values.Where(member => member.Parent == parent));
    }

    public static JsonObject ListParents(Request request)
    {
        var organization = request.OrganizationForAdministrators();
        var id = request.Required("ChildId", Shape.Filled);
        var parent = organization.Find(id)?.Parent ?? organization.Root.Find(id)?.Parent ?? throw NotFound("Child", "an account or an organizational unit");
        return request.Page([parent], unit => unit.Id, "Parents", unit => new JsonObject { ["Id"] = unit.Id, ["Type"] = unit.Type });
    }

    public static JsonObject ListTags(Request request)
    {
        var organization = request.OrganizationForAdministrators();
        var id = request.Required("ResourceId", Shape.Filled);
        var tags = organization.Find(id)?.Tags ?? organization.Root.Find(id)?.Tags ?? throw NotFound("Target", "an account, a root or an organizational unit");
        return request.Page(
            [.. tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)], tag => tag.Key, "Tags", tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value });
    }

    private static JsonObject Page(Request request, IEnumerable<SandboxMember> members) =>
        request.Page([.. members], member => member.Account.Id, "Accounts", member => Account(request.World.Organization, member));

    private static JsonObject Account(SandboxOrganization organization, SandboxMember member)
    {
        var account = new JsonObject
        {
            ["Id"] = member.Account.Id,
            ["Arn"] = member.Arn,
            ["Email"] = member.Email,
            ["Name"] = member.Name,
            ["Paths"] = new JsonArray($"{member.Parent.Path}{member.Account.Id}/"),
            ["JoinedMethod"] = member == organization.Management ? "INVITED" : "CREATED",
            ["JoinedTimestamp"] = member.JoinedTimestamp.ToUnixTimeSeconds(),
        };
        if (organization.WithState) account["State"] = member.State;
        if (organization.WithStatus && member.Status is { } status) account["Status"] = status;
        return account;
    }

    private static SandboxException NotFound(string what, string kind) =>
        new(400, $"{what}NotFoundException", $"You specified {kind} that doesn't exist.");
}
