using Amazon;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleNotificationService;
using KeyReaper.Aws;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Given.InMemory;

namespace KeyReaper.Tests.Sweeps;

/// <summary>The SDK's clients, but without waiting before they try again, so that thousands of failing calls take no time.</summary>
/// <param name="way">Makes the HTTP clients by which calls reach the endpoint.</param>
internal sealed class ImpatientClients(HttpClientFactory way, Uri endpoint, string caller = History.Role) : IDisposable
{
    private ImpatientIam? iam;

    /// <summary>How long a call waits for its answer, in real time. Long, unless answers are meant not to come.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(100);

    public IAmazonIdentityManagementService Iam => iam ??= new(new(caller, "secret"), Configured(new AmazonIdentityManagementServiceConfig()));

    public Clients Clients => OwnAccountOnly.Of(Iam, Sns);

    public void Dispose() => iam?.Dispose();

    private ImpatientSns Sns(string region) =>
        new(new(caller, "secret"), Configured(new AmazonSimpleNotificationServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region) }));

    private T Configured<T>(T config) where T : ClientConfig
    {
        Clients.Configured(config, new());
        (config.HttpClientFactory, config.ServiceURL, config.AuthenticationRegion, config.MaxErrorRetry, config.Timeout) = (way, endpoint.ToString(), "us-east-1", 1, CallTimeout);
        config.ThrottleRetries = false; // as deployed; besides, all sandboxes without a socket would share one quota of retries
        return config;
    }

    private static void DoNotWait(RuntimePipeline pipeline, IClientConfig config) => pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new NoWaiting(config)));

    private sealed class ImpatientIam(BasicAWSCredentials role, AmazonIdentityManagementServiceConfig config) : AmazonIdentityManagementServiceClient(role, config)
    {
        protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
        {
            base.CustomizeRuntimePipeline(pipeline);
            DoNotWait(pipeline, Config);
        }
    }

    internal sealed class ImpatientSns(BasicAWSCredentials role, AmazonSimpleNotificationServiceConfig config) : AmazonSimpleNotificationServiceClient(role, config)
    {
        protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
        {
            base.CustomizeRuntimePipeline(pipeline);
            DoNotWait(pipeline, Config);
        }
    }
}
