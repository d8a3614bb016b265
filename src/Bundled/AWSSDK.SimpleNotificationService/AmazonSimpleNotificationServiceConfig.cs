using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;
using KeyReaper.Bundled.Query;

namespace Amazon.SimpleNotificationService;

/// <summary>Settings of the SNS client. There is no default region: without one, and without a ServiceURL, construction of the client fails.</summary>
public class AmazonSimpleNotificationServiceConfig : ClientConfig
{
    /// <summary>The SDK's defaults.</summary>
    public AmazonSimpleNotificationServiceConfig() : base(QueryDefaults.Provider)
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = RegionEndpointServiceName;
        EndpointProvider = new SimpleNotificationServiceEndpoints();
    }

    /// <summary>The id by which AWS_ENDPOINT_URL_SNS and profiles name this service.</summary>
    public static new string ServiceId => "SNS";

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "sns";

    /// <inheritdoc/>
    public override string ServiceVersion => SimpleNotificationServiceApi.Version;

    /// <inheritdoc/>
    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString(ServiceId, "bundled");

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        QueryPipeline.EndpointOf(this, parameters.AlternateEndpoint?.SystemName);
}
