using System.Diagnostics.CodeAnalysis;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleNotificationService;
using KeyReaper.Aws;
using KeyReaper.Sandbox;
using KeyReaper.Sandbox.Services.Iam;
using KeyReaper.Sandbox.Services.Sns;

namespace KeyReaper.Tests.Given.InMemory;

/// <summary>
/// The SDK's clients, whose calls a sandbox in this process answers without HTTP, signature or XML, for tens of thousands of passes. The SDK's own code writes the
/// requests, tries again and makes exceptions. <see cref="InMemoryTests"/> compares them with the wire.
/// </summary>
internal sealed class InMemoryClients : IDisposable
{
    private readonly InMemoryDeath death = new();
    private readonly IamInMemory iam;
    private readonly SnsInMemory sns;

    /// <param name="caller">The access key id of a role.</param>
    /// <param name="told">Receives each call and the answer that the client got in the end, after all tries.</param>
    public InMemoryClients(SandboxServer sandbox, string caller, Action<SandboxCall>? told = null)
    {
        iam = new(new(sandbox, IamService.Definition, caller, death), told);
        sns = new(new(sandbox, SnsService.Definition, caller, death), told);
    }

    public Clients Clients => OwnAccountOnly.Of(iam, _ => sns);

    public IAmazonIdentityManagementService Iam => iam;

    /// <summary>Completed when a call did not return, because its caller was killed.</summary>
    public Task Died => death.Come;

    /// <summary>Kills the caller: calls in flight do not return, and no others are made.</summary>
    public void Kill() => death.IsDue = true;

    public void Dispose()
    {
        iam.Dispose();
        sns.End();
    }

    /// <summary>One retry is enough to see that there are retries.</summary>
    private static T Configured<T>(T config) where T : ClientConfig
    {
        (config.ServiceURL, config.RetryMode, config.ThrottleRetries, config.MaxErrorRetry) = ("http://sandbox.invalid", RequestRetryMode.Standard, false, 1);
        return config;
    }

    /// <summary>Puts a few handlers before those of the SDK, which only calls over the wire then reach.</summary>
    internal static void TakeOver(RuntimePipeline pipeline, InMemoryCalls calls, Action<SandboxCall>? told, IClientConfig config) =>
        pipeline.AddHandler(new InMemoryRequest(calls, told) { InnerHandler = new RetryHandler(new NoWaiting(config)) { InnerHandler = calls, Logger = pipeline.Handler.Logger } });

    private sealed class IamInMemory(InMemoryCalls calls, Action<SandboxCall>? told) : AmazonIdentityManagementServiceClient(new AnonymousAWSCredentials(), SharedConfig)
    {
        private static readonly AmazonIdentityManagementServiceConfig SharedConfig = Configured(new AmazonIdentityManagementServiceConfig());

        protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => TakeOver(pipeline, calls, told, Config);
    }

    private sealed class SnsInMemory(InMemoryCalls calls, Action<SandboxCall>? told) : AmazonSimpleNotificationServiceClient(new AnonymousAWSCredentials(), SharedConfig)
    {
        private static readonly AmazonSimpleNotificationServiceConfig SharedConfig = Configured(new AmazonSimpleNotificationServiceConfig());

        public void End() => base.Dispose(true);

        protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => TakeOver(pipeline, calls, told, Config);

        [SuppressMessage("Usage", "CA2215", Justification = "A pass disposes of its client; this one serves all passes.")]
        protected override void Dispose(bool disposing)
        {
        }
    }
}

internal sealed class NoWaiting(IClientConfig config) : StandardRetryPolicy(config)
{
    public override Task WaitBeforeRetryAsync(IExecutionContext executionContext) => Task.CompletedTask;
}
