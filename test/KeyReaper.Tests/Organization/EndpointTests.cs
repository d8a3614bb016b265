using Amazon;
using Amazon.Runtime.Endpoints;
using Amazon.SecurityToken.Model;
using KeyReaper.Aws;

namespace KeyReaper.Tests.Organization;

public class EndpointTests
{
    [Theory]
    [InlineData("eu-west-1", "https://sts.eu-west-1.amazonaws.com")]
    [InlineData("us-east-1", "https://sts.us-east-1.amazonaws.com")]
    [InlineData("us-gov-west-1", "https://sts.us-gov-west-1.amazonaws.com")]
    [InlineData("cn-north-1", "https://sts.cn-north-1.amazonaws.com.cn")]
    public void Roles_are_assumed_in_the_function_s_own_Region(string region, string endpoint)
    {
        var config = Clients.StsConfig(new());
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);

        config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new AssumeRoleRequest())).URL.TrimEnd('/').ShouldBe(endpoint);
    }
}
