using Amazon.Runtime;
using Amazon.SimpleNotificationService.Model;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace Amazon.SimpleNotificationService;

/// <summary>The SNS operations of this subset. The official interface has many more: derive from the client in tests, do not implement this.</summary>
public interface IAmazonSimpleNotificationService : IAmazonService, IDisposable
{
    /// <summary>Publishes a message of at most 256 KiB of UTF-8, attributes included.</summary>
    Task<PublishResponse> PublishAsync(string topicArn, string message, CancellationToken cancellationToken = default);

    /// <summary>Publishes a message with a subject line: fewer than 100 characters, no line breaks, no control characters.</summary>
    Task<PublishResponse> PublishAsync(string topicArn, string message, string subject, CancellationToken cancellationToken = default);

    /// <summary>
    /// Publishes a message. Errors: AuthorizationError, EndpointDisabled, InternalError, InvalidParameter, InvalidParameterValue, InvalidSecurity,
    /// KMSAccessDenied, KMSDisabled, KMSInvalidState, KMSNotFound, KMSOptInRequired, KMSThrottling, NotFound, PlatformApplicationDisabled,
    /// Validation; any other is an <see cref="AmazonSimpleNotificationServiceException"/>.
    /// </summary>
    Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default);

    /// <summary>Where this client would send the request.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonSimpleNotificationServiceConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonSimpleNotificationServiceClient(awsCredentials, (AmazonSimpleNotificationServiceConfig)clientConfig);
}
