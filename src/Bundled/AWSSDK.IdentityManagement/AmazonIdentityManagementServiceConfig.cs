using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;
using KeyReaper.Bundled.Query;

namespace Amazon.IdentityManagement;

/// <summary>Settings of the IAM client. Without any region to be found it is us-east-1, so that construction never fails.</summary>
public class AmazonIdentityManagementServiceConfig : ClientConfig
{
    /// <summary>The SDK's defaults.</summary>
    public AmazonIdentityManagementServiceConfig() : base(QueryDefaults.Provider)
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = RegionEndpointServiceName;
        RegionEndpoint = FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: false) ?? RegionEndpoint.USEast1;
        EndpointProvider = new IdentityManagementEndpoints();
    }

    /// <summary>The id by which AWS_ENDPOINT_URL_IAM and profiles name this service.</summary>
    public static new string ServiceId => "IAM";

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "iam";

    /// <inheritdoc/>
    public override string ServiceVersion => IdentityManagementApi.Version;

    /// <inheritdoc/>
    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString(ServiceId, "bundled");

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        QueryPipeline.EndpointOf(this, parameters.AlternateEndpoint?.SystemName);
}
