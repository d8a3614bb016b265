using System.Text.Json.Nodes;
using KeyReaper.Asked;
using KeyReaper.Aws;
using KeyReaper.Organization;
using KeyReaper.Pass;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given;
using static KeyReaper.Tests.Sandbox.Access.Assuming;

namespace KeyReaper.Tests.Organization;

/// <summary>
/// A live hub's function, and accounts of its organization. In its own account it may only publish. In the others it has what the template grants a live
/// stack, by a role that trusts only its role, within the organization and with the external id.
/// </summary>
internal sealed class Hub : IAsyncDisposable
{
    public const string ExternalId = "hub:tuesday/4711";
    public const string Trusted = "arn:aws:iam::111122223333:role/keyreaper-ReaperRole-1A2B3C4D5E6F";

    private Hub(World world)
    {
        World = world;
        World.With("ORGANIZATION_ID", world.Sandbox.Organization.Id).Under(
        [
            $$"""{"Statement": {"Effect": "Allow", "Action": "sns:Publish", "Resource": "{{world.Topic.Arn}}"} }""",
            Allowed("arn:*:iam::*:role/keyreaper/KeyReaperSpoke", $$"""{"StringEquals": {"aws:ResourceOrgID": "{{world.Sandbox.Organization.Id}}"} }"""),
        ]);
    }

    public World World { get; }

    public SandboxServer Sandbox => World.Sandbox;

    public string OrganizationId => Sandbox.Organization.Id;

    public SandboxMessage LastMessage => World.Topic.Messages[^1];

#pragma warning disable CA2000 // the hub disposes of its world
    public static async Task<Hub> StartAsync() => new(await World.StartAsync());
#pragma warning restore CA2000

    /// <summary>An account with the spoke's role.</summary>
    public SandboxAccount Join(string id, string trusted = Trusted, string externalId = ExternalId, bool inOrganization = true)
    {
        var account = Sandbox.CreateAccount(id);
        if (inOrganization) Sandbox.Organization.Add(account, $"account-{id}");
        account.CreateRole(
            "KeyReaperSpoke",
            RolePolicies.Live.Documents.Select(document => document.Replace("111122223333", id, StringComparison.Ordinal)),
            TrustOf($$"""{"AWS": "{{trusted}}"}""", $$"""{"StringEquals": {"aws:PrincipalOrgID": "{{OrganizationId}}", "sts:ExternalId": "{{externalId}}"} }"""),
            "/keyreaper/");
        return account;
    }

    /// <summary>An event as the state machine sends it in the second round, without an effective limit unless <paramref name="more"/> has one.</summary>
    /// <param name="more">Further properties, as JSON.</param>
    public string EventFor(string accountId, string? externalId = ExternalId, string more = "{}")
    {
        var request = JsonNode.Parse(more)!.AsObject();
        request["accountId"] = accountId;
        request["roleArn"] = $"arn:aws:iam::{accountId}:role/keyreaper/KeyReaperSpoke";
        request["organizationId"] = OrganizationId;
        if (externalId is not null) request["externalId"] = externalId;
        if (!request.ContainsKey("rehearsal") && !request.ContainsKey("most")) request["most"] = new JsonObject { ["deactivations"] = 10_000, ["deletions"] = 10_000 };
        return request.ToJsonString();
    }

    public Task<Summary> PassAsync(SandboxAccount account, string more = "{}")
    {
        account.CredentialReport.Store();
        return World.PassAsync(EventFor(account.Id, more: more));
    }

    /// <param name="run">What the state machine says about it, as JSON.</param>
    public Task<JsonNode> ReportAsync(string run) => World.ReportAsync(run);

    public Task<JsonNode> ReportAsync(Run run) => ReportAsync(new OrganizationSerializer().Write(run));

    /// <summary>Invokes one of the template's functions. What it throws becomes an error of the state machine, as from Lambda.</summary>
    public async Task<JsonNode> InvokeAsync(string function, JsonNode request)
    {
        var serializer = new OrganizationSerializer();
        try
        {
            return function switch
            {
                "ReaperFunction" => JsonNode.Parse(new SummarySerializer().Write(await World.PassAsync(request.ToJsonString())))!,
                "DigestFunction" => JsonNode.Parse(serializer.Write(OrganizationFunction.Digest(serializer.Read<DigestRequest>(request.ToJsonString()))))!,
                "ReportFunction" => await ReportAsync(request.ToJsonString()),
                _ => throw new NotSupportedException(function),
            };
        }
        catch (Exception error) when (error is UnreachableAccountException or OverridesException or EventException)
        {
            var cause = new JsonObject { ["errorType"] = error.GetType().Name, ["errorMessage"] = error.Message, ["stackTrace"] = new JsonArray() };
            throw new StatesException(error.GetType().Name, cause.ToJsonString(LargeOrganization.AsLambda));
        }
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
