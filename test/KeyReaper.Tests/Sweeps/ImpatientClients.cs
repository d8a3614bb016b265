using Amazon;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleNotificationService;
using KeyReaper.Aws;
using KeyReaper.Sandbox;
using KeyReaper.Sandbox.Services;
using KeyReaper.Sandbox.Services.Iam;
using KeyReaper.Sandbox.Services.Sns;
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

    /// <summary>If given, only the calls that it selects go over the wire, and its sandbox answers the others in memory.</summary>
    public (SandboxServer Sandbox, Func<SandboxCall, bool> Calls)? OnlyByWire { get; init; }

    public IAmazonIdentityManagementService Iam => iam ??= new(new(caller, "secret"), Configured(new AmazonIdentityManagementServiceConfig()), InMemory(IamService.Definition));

    public Clients Clients => OwnAccountOnly.Of(Iam, Sns);

    public void Dispose() => iam?.Dispose();

    private ImpatientSns Sns(string region) =>
        new(new(caller, "secret"), Configured(new AmazonSimpleNotificationServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region) }), InMemory(SnsService.Definition));

    private InMemoryCalls? InMemory(QueryService service) => OnlyByWire is var (sandbox, calls) ? new(sandbox, service, caller, new()) { ByWire = calls } : null;

    private T Configured<T>(T config) where T : ClientConfig
    {
        Clients.Configured(config, new());
        (config.HttpClientFactory, config.ServiceURL, config.AuthenticationRegion, config.MaxErrorRetry, config.Timeout) = (way, endpoint.ToString(), "us-east-1", 1, CallTimeout);
        config.ThrottleRetries = false; // as deployed; besides, all sandboxes without a socket would share one quota of retries
        return config;
    }

    private static void Customize(RuntimePipeline pipeline, IClientConfig config, InMemoryCalls? inMemory)
    {
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new NoWaiting(config)));
        if (inMemory is not null) InMemoryClients.TakeOver(pipeline, inMemory, told: null, config);
    }

    private sealed class ImpatientIam(BasicAWSCredentials role, AmazonIdentityManagementServiceConfig config, InMemoryCalls? inMemory) : AmazonIdentityManagementServiceClient(role, config)
    {
        protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
        {
            base.CustomizeRuntimePipeline(pipeline);
            Customize(pipeline, Config, inMemory);
        }
    }

    internal sealed class ImpatientSns(BasicAWSCredentials role, AmazonSimpleNotificationServiceConfig config, InMemoryCalls? inMemory = null) : AmazonSimpleNotificationServiceClient(role, config)
    {
        protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
        {
            base.CustomizeRuntimePipeline(pipeline);
            Customize(pipeline, Config, inMemory);
        }
    }
}
