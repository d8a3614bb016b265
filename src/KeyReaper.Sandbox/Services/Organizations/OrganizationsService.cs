using System.Collections.Frozen;
using System.Text.Json.Nodes;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Membership;
using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Services.Organizations;

/// <summary>Organizations as far as a hub needs it; shapes after the service model of 2016-11-28.</summary>
internal static class OrganizationsService
{
    private const int MaxPage = 20;

    public static readonly JsonService Definition = new(
        "organizations",
        "2016-11-28",
        "AWSOrganizationsV20161128",
        new Dictionary<string, string>
        {
            ["AccessDenied"] = "AccessDeniedException",
            ["Throttling"] = "TooManyRequestsException",
            ["ValidationError"] = "InvalidInputException",
            ["MalformedInput"] = "SerializationException",
            ["NoSuchEntity"] = "TargetNotFoundException",
            ["InvalidAction"] = "UnknownOperationException",
            ["MissingAction"] = "UnknownOperationException",
            ["ServiceUnavailable"] = "ServiceUnavailableException",
            ["MissingAuthenticationToken"] = "MissingAuthenticationTokenException",
            ["IncompleteSignature"] = "IncompleteSignatureException",
            ["InvalidClientTokenId"] = "UnrecognizedClientException",
            ["SignatureDoesNotMatch"] = "InvalidSignatureException",
            ["ExpiredToken"] = "ExpiredTokenException",
        }.ToFrozenDictionary(),
        new Dictionary<string, Func<Request, JsonObject>>
        {
            ["DescribeAccount"] = Accounts.Describe,
            ["DescribeOrganization"] = Describe,
            ["ListAccounts"] = Accounts.List,
            ["ListAccountsForParent"] = Accounts.ListForParent,
            ["ListParents"] = Accounts.ListParents,
            ["ListTagsForResource"] = Accounts.ListTags,
        }.ToFrozenDictionary());

    /// <summary>The organization, if the caller may ask about all of it.</summary>
    public static SandboxOrganization OrganizationForAdministrators(this Request request)
    {
        var organization = request.World.Organization;
        var caller = Member(request);
        return caller == organization.Management || caller.DelegatedAdministrator
            ? organization
            : throw new SandboxException(400, "AccessDeniedException", "You don't have permissions to access this resource.");
    }

    /// <summary>A page as Organizations answers it: the list and, if there is more, NextToken.</summary>
    public static JsonObject Page<T>(this Request request, IReadOnlyList<T> sorted, Func<T, string> sortKey, string list, Func<T, JsonNode> item)
    {
        var size = request.OptionalNumber("MaxResults", 1, MaxPage) ?? MaxPage;
        var page = request.World.Pages.Cut(sorted, sortKey, StringComparer.Ordinal, size, request.Optional("NextToken", Shape.Filled));
        var result = new JsonObject { [list] = new JsonArray([.. page.Items.Select(item)]) };
        if (page.Marker is not null) result["NextToken"] = page.Marker;
        return result;
    }

    private static SandboxMember Member(Request request) => request.World.Organization.Find(request.Account.Id)
        ?? throw new SandboxException(400, "AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");

    // Every member may ask this.
    private static JsonObject Describe(Request request)
    {
        Member(request);
        var organization = request.World.Organization;
        return new()
        {
            ["Organization"] = new JsonObject
            {
                ["Id"] = organization.Id,
                ["Arn"] = organization.Arn,
                ["FeatureSet"] = "ALL",
                ["MasterAccountArn"] = organization.Management.Arn,
                ["MasterAccountId"] = organization.Management.Account.Id,
                ["MasterAccountEmail"] = organization.Management.Email,
                ["AvailablePolicyTypes"] = new JsonArray(),
            },
        };
    }
}
