using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace KeyReaper.Bundled.Query;

/// <summary>The two handlers that a service adds to the SDK's pipeline: which signature, and which endpoint.</summary>
internal static class QueryPipeline
{
    /// <summary>Authentication is added last and so runs first: the endpoint may still narrow the signing scope.</summary>
    public static void SignAndResolveEndpoint(this RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new Endpoints());
        pipeline.AddHandlerAfter<Marshaller>(new Signature());
    }

    /// <summary>Where a request of this client goes.</summary>
    public static Endpoint EndpointOf(IClientConfig config, string alternateRegion) =>
        config.EndpointProvider.ResolveEndpoint(ParametersOf(config, alternateRegion));

    private static EndpointParameters ParametersOf(IClientConfig config, string alternateRegion) => new()
    {
        ["Region"] = alternateRegion ?? config.RegionEndpoint?.SystemName,
        ["UseFIPS"] = config.UseFIPSEndpoint,
        ["UseDualStack"] = config.UseDualstackEndpoint,
        ["Endpoint"] = config.ServiceURL,
    };

    private sealed class Endpoints : BaseEndpointResolver
    {
        protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
            ParametersOf(requestContext.ClientConfig, requestContext.Request.AlternateEndpoint?.SystemName);
    }

    private sealed class Signature : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }
}
