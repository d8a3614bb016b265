using Amazon.IdentityManagement.Model;
using KeyReaper.Bundled.Query;

namespace Amazon.IdentityManagement;

/// <summary>The service, and the errors its operations map.</summary>
internal static class IdentityManagementApi
{
    public const string Version = "2010-05-08";

    public static readonly QueryApi Iam = new("Amazon.IdentityManagement", Version, (message, inner, type, code, requestId, status) =>
        new AmazonIdentityManagementServiceException(message, inner, type, code, requestId, status));

    public static readonly QueryError ConcurrentModification = new("ConcurrentModification", (message, inner, type, code, requestId, status) =>
        new ConcurrentModificationException(message, inner, type, code, requestId, status));

    public static readonly QueryError InvalidInput = new("InvalidInput", (message, inner, type, code, requestId, status) =>
        new InvalidInputException(message, inner, type, code, requestId, status));

    public static readonly QueryError LimitExceeded = new("LimitExceeded", (message, inner, type, code, requestId, status) =>
        new LimitExceededException(message, inner, type, code, requestId, status));

    public static readonly QueryError NoSuchEntity = new("NoSuchEntity", (message, inner, type, code, requestId, status) =>
        new NoSuchEntityException(message, inner, type, code, requestId, status));

    public static readonly QueryError ReportExpired = new("ReportExpired", (message, inner, type, code, requestId, status) =>
        new CredentialReportExpiredException(message, inner, type, code, requestId, status));

    public static readonly QueryError ReportInProgress = new("ReportInProgress", (message, inner, type, code, requestId, status) =>
        new CredentialReportNotReadyException(message, inner, type, code, requestId, status));

    public static readonly QueryError ReportNotPresent = new("ReportNotPresent", (message, inner, type, code, requestId, status) =>
        new CredentialReportNotPresentException(message, inner, type, code, requestId, status));

    public static readonly QueryError ServiceFailure = new("ServiceFailure", (message, inner, type, code, requestId, status) =>
        new ServiceFailureException(message, inner, type, code, requestId, status));
}
