using System.Net;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>Another change to the same resource was under way. Not retried by the SDK.</summary>
public class ConcurrentModificationException : AmazonIdentityManagementServiceException
{
    public ConcurrentModificationException() { }

    public ConcurrentModificationException(string message) : base(message) { }

    public ConcurrentModificationException(string message, Exception innerException) : base(message, innerException) { }

    public ConcurrentModificationException(Exception innerException) : base(innerException) { }

    public ConcurrentModificationException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public ConcurrentModificationException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The last credential report is too old: have a new one generated.</summary>
public class CredentialReportExpiredException : AmazonIdentityManagementServiceException
{
    public CredentialReportExpiredException() { }

    public CredentialReportExpiredException(string message) : base(message) { }

    public CredentialReportExpiredException(string message, Exception innerException) : base(message, innerException) { }

    public CredentialReportExpiredException(Exception innerException) : base(innerException) { }

    public CredentialReportExpiredException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public CredentialReportExpiredException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>No credential report was ever generated.</summary>
public class CredentialReportNotPresentException : AmazonIdentityManagementServiceException
{
    public CredentialReportNotPresentException() { }

    public CredentialReportNotPresentException(string message) : base(message) { }

    public CredentialReportNotPresentException(string message, Exception innerException) : base(message, innerException) { }

    public CredentialReportNotPresentException(Exception innerException) : base(innerException) { }

    public CredentialReportNotPresentException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public CredentialReportNotPresentException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The credential report is still being generated.</summary>
public class CredentialReportNotReadyException : AmazonIdentityManagementServiceException
{
    public CredentialReportNotReadyException() { }

    public CredentialReportNotReadyException(string message) : base(message) { }

    public CredentialReportNotReadyException(string message, Exception innerException) : base(message, innerException) { }

    public CredentialReportNotReadyException(Exception innerException) : base(innerException) { }

    public CredentialReportNotReadyException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public CredentialReportNotReadyException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>A parameter was not valid.</summary>
public class InvalidInputException : AmazonIdentityManagementServiceException
{
    public InvalidInputException() { }

    public InvalidInputException(string message) : base(message) { }

    public InvalidInputException(string message, Exception innerException) : base(message, innerException) { }

    public InvalidInputException(Exception innerException) : base(innerException) { }

    public InvalidInputException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public InvalidInputException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>One of the account's quotas is exhausted. Not retried by the SDK.</summary>
public class LimitExceededException : AmazonIdentityManagementServiceException
{
    public LimitExceededException() { }

    public LimitExceededException(string message) : base(message) { }

    public LimitExceededException(string message, Exception innerException) : base(message, innerException) { }

    public LimitExceededException(Exception innerException) : base(innerException) { }

    public LimitExceededException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public LimitExceededException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The user or the key does not exist.</summary>
public class NoSuchEntityException : AmazonIdentityManagementServiceException
{
    public NoSuchEntityException() { }

    public NoSuchEntityException(string message) : base(message) { }

    public NoSuchEntityException(string message, Exception innerException) : base(message, innerException) { }

    public NoSuchEntityException(Exception innerException) : base(innerException) { }

    public NoSuchEntityException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public NoSuchEntityException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>IAM failed for an unknown reason.</summary>
public class ServiceFailureException : AmazonIdentityManagementServiceException
{
    public ServiceFailureException() { }

    public ServiceFailureException(string message) : base(message) { }

    public ServiceFailureException(string message, Exception innerException) : base(message, innerException) { }

    public ServiceFailureException(Exception innerException) : base(innerException) { }

    public ServiceFailureException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public ServiceFailureException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}
