using System.Text;
using Amazon;
using Amazon.IdentityManagement;
using Amazon.Lambda.Core;
using Amazon.Lambda.TestUtilities;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleNotificationService;
using KeyReaper.Aws;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Sweeps;

/// <summary>The deployed function, but its clients do not wait before they try again: thousands of failing calls cost no time.</summary>
/// <param name="way">How calls get to the endpoint.</param>
internal sealed class ImpatientFunction(HttpClientFactory way, Uri endpoint, TimeProvider clock, Func<string, string?> environment)
{
    public string Caller { get; init; } = History.Role;

    /// <summary>How long a call waits for its answer, in real time. Long, unless the answers do not come.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(100);

    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(15);

    public async Task<Summary> InvokeAsync(ILambdaLogger log, string request = "{}")
    {
        using var iam = new ImpatientIam(new(Caller, "secret"), Configured(new AmazonIdentityManagementServiceConfig()));
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(request));
        using var metrics = new MemoryStream();

        return await new ReaperFunction(environment, clock, OwnAccountOnly.Of(iam, Sns), () => metrics, new()).HandleAsync(json, new TestLambdaContext
        {
            Logger = log,
            RemainingTime = Timeout,
            InvokedFunctionArn = "arn:aws:lambda:eu-west-1:111122223333:function:keyreaper",
        });
    }

    private ImpatientSns Sns(string region) =>
        new(new(Caller, "secret"), Configured(new AmazonSimpleNotificationServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region) }));

    private T Configured<T>(T config) where T : ClientConfig
    {
        Clients.Configured(config, new());
        (config.HttpClientFactory, config.ServiceURL, config.AuthenticationRegion, config.MaxErrorRetry, config.Timeout) = (way, endpoint.ToString(), "us-east-1", 1, CallTimeout);
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

    private sealed class NoWaiting(IClientConfig config) : StandardRetryPolicy(config)
    {
        public override Task WaitBeforeRetryAsync(IExecutionContext executionContext) => Task.CompletedTask;
    }
}
