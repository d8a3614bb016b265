using Amazon.Runtime;
using KeyReaper.Asked;
using KeyReaper.Words;

namespace KeyReaper.Aws;

/// <summary>Nothing is known about an account, so it must not be taken for a clean one. State machines catch the exception by this name.</summary>
internal sealed class UnreachableAccountException : Exception
{
    private UnreachableAccountException(Spoke spoke, string why, Exception? cause = null)
        : base($"Account {spoke.AccountId} could not be reached by {spoke.RoleArn}, so nothing was done there and {Wording.NothingIsKnown} {why}", cause)
    {
    }

    public static UnreachableAccountException Elsewhere(Spoke spoke, string account) =>
        new(spoke, $"The role's credentials are those of account {Wording.Plain(account)}.");

    public static UnreachableAccountException Because(Spoke spoke, string action, Exception cause) => cause switch
    {
        AmazonServiceException { ErrorCode: { Length: > 0 } code } => new(spoke, $"{action}: {code}: {Wording.Plain(cause.Message)} {Advice(spoke, code)}", cause),
        OperationCanceledException => new(spoke, $"{action}: no answer in time.", cause),
        HttpRequestException or AmazonClientException or OddAnswerException => new(spoke, $"{action}: {Wording.Plain(cause.Message)}", cause),

        // If the SDK cannot read an answer, its error may quote the answer, which contains the credentials.
        _ => new(spoke, $"{action}: the answer could not be understood ({cause.GetType().Name})."),
    };

    // STS answers the same for a role that does not exist and for one that does not trust the caller.
    private static string Advice(Spoke spoke, string code) => code switch
    {
        "AccessDenied" =>
            $"Check that the role exists; that its trust policy names the role of this function by its ARN; that the trust's conditions hold, aws:PrincipalOrgID {spoke.OrganizationId} and "
            + (spoke.ExternalId is null ? "no sts:ExternalId, since the event has none" : "the event's sts:ExternalId")
            + "; that this function's role may assume it; and that no service control policy denies it.",
        "RegionDisabledException" => "Turn STS on in this Region, in that account.",
        _ => "The next run tries again.",
    };
}
