using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleNotificationService.Model;
using KeyReaper.Bundled.Query;
using Config = Amazon.SimpleNotificationService.AmazonSimpleNotificationServiceConfig;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace Amazon.SimpleNotificationService;

/// <summary>A client for AWS Simple Notification Service, over the Query protocol of API version 2010-03-31.</summary>
public class AmazonSimpleNotificationServiceClient : AmazonServiceClient, IAmazonSimpleNotificationService
{
    /// <summary>Credentials and region from the environment, the profile or the compute platform.</summary>
    public AmazonSimpleNotificationServiceClient() : this(new Config()) { }

    /// <summary>Default credentials in the given region.</summary>
    public AmazonSimpleNotificationServiceClient(RegionEndpoint region) : this(new Config { RegionEndpoint = region }) { }

    /// <summary>Default credentials and the given settings.</summary>
    public AmazonSimpleNotificationServiceClient(Config config) : base(config) { }

    /// <summary>The given credentials and the default region.</summary>
    public AmazonSimpleNotificationServiceClient(AWSCredentials credentials) : this(credentials, new Config()) { }

    /// <summary>The given credentials and region.</summary>
    public AmazonSimpleNotificationServiceClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new Config { RegionEndpoint = region }) { }

    /// <summary>The given credentials and settings.</summary>
    public AmazonSimpleNotificationServiceClient(AWSCredentials credentials, Config clientConfig)
        : base(credentials, clientConfig) { }

    /// <summary>A long-term key pair and the default region.</summary>
    public AmazonSimpleNotificationServiceClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new Config()) { }

    /// <summary>A long-term key pair and the given region.</summary>
    public AmazonSimpleNotificationServiceClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new Config { RegionEndpoint = region }) { }

    /// <summary>A long-term key pair and the given settings.</summary>
    public AmazonSimpleNotificationServiceClient(string awsAccessKeyId, string awsSecretAccessKey, Config clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    /// <summary>Temporary credentials and the default region.</summary>
    public AmazonSimpleNotificationServiceClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new Config()) { }

    /// <summary>Temporary credentials and the given region.</summary>
    public AmazonSimpleNotificationServiceClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new Config { RegionEndpoint = region }) { }

    /// <summary>Temporary credentials and the given settings.</summary>
    public AmazonSimpleNotificationServiceClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, Config clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata { get; } = new QueryMetadata(AmazonSimpleNotificationServiceConfig.ServiceId);

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => pipeline.SignAndResolveEndpoint();

    /// <inheritdoc/>
    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new(request));

    /// <inheritdoc/>
    public virtual Task<PublishResponse> PublishAsync(string topicArn, string message, CancellationToken cancellationToken = default) =>
        PublishAsync(new PublishRequest(topicArn, message), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<PublishResponse> PublishAsync(
        string topicArn, string message, string subject, CancellationToken cancellationToken = default) =>
        PublishAsync(new PublishRequest(topicArn, message, subject), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PublishResponse>(request, SimpleNotificationServiceApi.Publish, cancellationToken);
}
