using System.Collections.Frozen;
using KeyReaper.Sandbox.Access;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Policies;
using KeyReaper.Sandbox.Requests;

namespace KeyReaper.Sandbox.Services.Sts;

/// <summary>STS as far as KeyReaper needs it; shapes after the service model of 2011-06-15.</summary>
internal static class StsService
{
    private const int ChainedSeconds = 3600;

    public static readonly QueryService Definition = new(
        "sts",
        "2011-06-15",
        "https://sts.amazonaws.com/doc/2011-06-15/",
        "InternalFailure",
        new Dictionary<string, ActionHandler>
        {
            ["GetCallerIdentity"] = GetCallerIdentity,
            ["AssumeRole"] = AssumeRole,
        }.ToFrozenDictionary());

    private static IReadOnlyList<Node> GetCallerIdentity(Request request) =>
    [
        Node.Of("Arn", request.Caller.Arn),
        Node.Of("UserId", request.Caller.UserId),
        Node.Of("Account", request.Account.Id),
    ];

    private static IReadOnlyList<Node> AssumeRole(Request request)
    {
        var arn = request.Required("RoleArn", Shape.Arn);
        var name = request.Required("RoleSessionName", Shape.SessionName);
        var seconds = request.OptionalNumber("DurationSeconds", 900, 43200) ?? 3600;
        request.Optional("ExternalId", Shape.ExternalId);
        var policy = request.Optional("Policy", Shape.SessionPolicy) is { } document ? PolicyDocument.Statements(document, PolicyStatement.Parse) : null;
        if (arn.Split(':') is not ["arn", _, "iam", "", var accountId, ['r', 'o', 'l', 'e', '/', .. var path]])
        {
            throw Errors.Validation($"{arn} is invalid");
        }

        // A caller who is not a user has a role's credentials already.
        if (request.Caller.User is null && seconds > ChainedSeconds)
        {
            throw Errors.Validation("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        }

        var role = path.Split('/')[^1];
        request.AuthorizeAssuming(arn, accountId, Trust(request.World, accountId, role, arn));
        var account = request.World.Accounts[accountId];
        var session = request.World.Sessions.Open(account, role, name, TimeSpan.FromSeconds(seconds), policy);
        var assumed = Caller.ForRole(account, session.Role, session.Name, request.Caller.Region);
        return
        [
            Node.Of(
                "Credentials",
                Node.Of("AccessKeyId", session.AccessKeyId),
                Node.Of("SecretAccessKey", session.Secret),
                Node.Of("SessionToken", session.Token),
                Node.Of("Expiration", session.Expiration)),
            Node.Of("AssumedRoleUser", Node.Of("AssumedRoleId", assumed.UserId), Node.Of("Arn", assumed.Arn)),
        ];
    }

    // In the default account a role that was never created exists all the same, and may do everything.
    private static TrustPolicy? Trust(World world, string accountId, string name, string arn) =>
        world.Accounts.GetValueOrDefault(accountId)?.FindRole(name) switch
        {
            { } role => role.Arn == arn ? role.Trust : null,
            null when arn.StartsWith($"arn:{world.Default.Partition}:iam::{world.Default.Id}:", StringComparison.Ordinal) =>
                TrustPolicy.OfAccount(accountId),
            null => null,
        };
}
