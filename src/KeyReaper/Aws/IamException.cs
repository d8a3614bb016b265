using System.Net;
using Amazon.Runtime;
using KeyReaper.Rules;

namespace KeyReaper.Aws;

internal sealed class IamException(string action, Exception cause) : Exception($"{action}: {InWords(cause)}", cause)
{
    // By code, not by type: the SDK has no typed NoSuchEntity for GetAccessKeyLastUsed.
    public bool NoSuchEntity => Code is "NoSuchEntity";

    /// <summary>Whether IAM answered that it did not do it. Any other failure leaves that open.</summary>
    public bool Refused => InnerException is AmazonServiceException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError };

    public bool Denied => Code is "AccessDenied" or "AccessDeniedException";

    public Trouble Trouble => new(Message, Denied ? action : null);

    private string? Code => (InnerException as AmazonServiceException)?.ErrorCode;

    private static string InWords(Exception cause) => cause switch
    {
        AmazonServiceException { ErrorCode: { Length: > 0 } code } => $"{code}: {cause.Message}",
        OperationCanceledException => "no answer in time",
        _ => cause.Message,
    };
}
