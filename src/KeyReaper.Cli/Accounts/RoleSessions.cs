using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using KeyReaper.Aws;
using KeyReaper.Cli.Live;
using KeyReaper.Words;

namespace KeyReaper.Cli.Accounts;

/// <summary>Enters other accounts by a role. That is most likely an administrator's, so each session is restricted to reads by a policy of its own.</summary>
internal sealed class RoleSessions(AWSCredentials own, RegionEndpoint region, RoleInAccounts role) : IDisposable
{
    /// <summary>The only action allowed besides <see cref="ReadOnlyCalls.Actions"/>.</summary>
    public const string Action = "AssumeRole";

    private static readonly string Reads =
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[{{string.Join(',', ReadOnlyCalls.Actions.Where(action => action != "GetCallerIdentity").Order(StringComparer.Ordinal).Select(action => $"\"iam:{action}\""))}}],"Resource":"*"}]}""";

    private readonly AmazonSecurityTokenServiceClient sts = new(own, LiveAccount.Guarded(LiveAccount.StsConfig(region), region, profile: null, entersAccounts: true));

    /// <exception cref="LiveException">The account cannot be entered, or the role led to another account.</exception>
    public async Task<LiveAccount> EnterAsync(string accountId, CancellationToken cancelled)
    {
        var arn = $"arn:{region.PartitionName}:iam::{accountId}:role/{role.Name}";
        AWSCredentials session;
        try
        {
            session = (await sts.AssumeRoleAsync(new() { RoleArn = arn, RoleSessionName = "keyreaper-preview", ExternalId = role.ExternalId, Policy = Reads }, cancelled)).Credentials
                ?? throw new OddAnswerException("the answer lacks what was asked for");
        }
        catch (Exception error) when (!cancelled.IsCancellationRequested)
        {
            throw new LiveException(Why(arn, error), error);
        }

        var account = await LiveAccount.OpenAsync(session, region, profile: null, cancelled);
        if (account.Id == accountId) return account;

        account.Dispose();
        throw new LiveException($"The credentials that STS gave for {arn} are those of account {Wording.Plain(account.Id)}.");
    }

    public void Dispose() => sts.Dispose();

    // If the SDK cannot read an answer, its error may quote the answer, which contains credentials.
    private static string Why(string arn, Exception error) => error switch
    {
        AmazonServiceException { ErrorCode: "AccessDenied" } => $"sts:AssumeRole of {arn}: AccessDenied: {Wording.Plain(error.Message)}. Either there is no such role (--role-name names another), or its trust policy does not name you, or your own policies lack sts:AssumeRole on it",
        AmazonServiceException { ErrorCode: { Length: > 0 } code } => $"sts:AssumeRole of {arn}: {code}: {Wording.Plain(error.Message)}",
        OperationCanceledException => $"sts:AssumeRole of {arn}: no answer in time",
        HttpRequestException or OddAnswerException or WrongClockException => $"sts:AssumeRole of {arn}: {Wording.Plain(error.Message)}",
        _ => $"sts:AssumeRole of {arn}: the answer could not be understood ({error.GetType().Name})",
    };
}
