using System.Collections.Frozen;
using KeyReaper.Sandbox.Wire;

namespace KeyReaper.Sandbox.Sts;

/// <summary>
/// STS as far as KeyReaper needs it; shapes after the service model of 2011-06-15. Any role of an account that is here can be assumed.
/// </summary>
internal static class StsService
{
    public static readonly Service Definition = new(
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
        if (arn.Split(':') is not ["arn", var partition, "iam", "", var accountId, ['r', 'o', 'l', 'e', '/', .. var path]])
        {
            throw Errors.Validation($"{arn} is invalid");
        }

        if (request.World.Account(accountId) is not { } account || account.Partition != partition)
        {
            throw Denial.Of(request.Call, request.Caller);
        }

        var session = request.World.Sessions.Open(account, path.Split('/')[^1], name, TimeSpan.FromSeconds(seconds));
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
}
