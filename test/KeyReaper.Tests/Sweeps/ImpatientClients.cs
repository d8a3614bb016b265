using Amazon;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleNotificationService;
using KeyReaper.Aws;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Given.InMemory;

namespace KeyReaper.Tests.Sweeps;

/// <summary>The SDK's clients, which do not wait before they try again: thousands of failing calls cost no time.</summary>
/// <param name="way">How calls get to the endpoint.</param>
internal sealed class ImpatientClients(HttpClientFactory way, Uri endpoint, string caller = History.Role) : IDisposable
{
    private ImpatientIam? iam;

    /// <summary>How long a call waits for its answer, in real time. Long, unless the answers do not come.</summary>
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
        config.ThrottleRetries = false; // as deployed; and all sandboxes without a socket would share one quota of retries
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
