using Amazon;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;

namespace KeyReaper.Tests.Bundled;

public class EndpointTests
{
    [Theory]
    [InlineData("us-east-1", false, false, "https://iam.amazonaws.com us-east-1/iam")]
    [InlineData("eu-west-1", false, false, "https://iam.amazonaws.com us-east-1/iam")]
    [InlineData("eu-west-1", false, true, "https://iam.global.api.aws us-east-1/iam")]
    [InlineData("eu-west-1", true, false, "https://iam-fips.amazonaws.com us-east-1/iam")]
    [InlineData("eu-west-1", true, true, "https://iam-fips.global.api.aws us-east-1/iam")]
    [InlineData("us-gov-east-1", false, false, "https://iam.us-gov.amazonaws.com us-gov-west-1/iam")]
    [InlineData("us-gov-east-1", true, false, "https://iam.us-gov.amazonaws.com us-gov-west-1/iam")]
    [InlineData("us-gov-west-1", false, true, "https://iam.us-gov.api.aws us-gov-west-1/iam")]
    [InlineData("us-gov-west-1", true, true, "https://iam.us-gov.api.aws us-gov-west-1/iam")]
    [InlineData("cn-northwest-1", false, false, "https://iam.cn-north-1.amazonaws.com.cn cn-north-1/iam")]
    [InlineData("cn-northwest-1", false, true, "https://iam.global.api.amazonwebservices.com.cn cn-north-1/iam")]
    [InlineData("eusc-de-east-1", false, false, "https://iam.eusc-de-east-1.amazonaws.eu eusc-de-east-1/iam")]
    [InlineData("us-iso-west-1", false, false, "https://iam.us-iso-east-1.c2s.ic.gov us-iso-east-1/iam")]
    [InlineData("us-isob-east-1", true, false, "https://iam-fips.us-isob-east-1.sc2s.sgov.gov us-isob-east-1/iam")]
    [InlineData("eu-isoe-west-1", false, false, "https://iam.eu-isoe-west-1.cloud.adc-e.uk eu-isoe-west-1/iam")]
    [InlineData("us-isof-east-1", false, false, "https://iam.us-isof-south-1.csp.hci.ic.gov us-isof-south-1/iam")]
    [InlineData("ap-newplace-9", false, false, "https://iam.amazonaws.com us-east-1/iam")]
    public async Task IAM_is_called_and_signed_for_where_the_partition_has_it(string region, bool fips, bool dualStack, string target)
    {
        var network = new NoNetwork();
        using var iam = new AmazonIdentityManagementServiceClient("id", "secret", In<AmazonIdentityManagementServiceConfig>(region, fips, dualStack, network));

        await iam.ListUsersAsync();

        network.Targets.ShouldBe([target]);
        (iam.DetermineServiceOperationEndpoint(new ListUsersRequest()).URL + "/").ShouldStartWith(target.Split(' ')[0]);
    }

    [Theory]
    [InlineData("eu-west-1", false, false, "https://sns.eu-west-1.amazonaws.com eu-west-1/sns")]
    [InlineData("eu-west-1", false, true, "https://sns.eu-west-1.api.aws eu-west-1/sns")]
    [InlineData("us-east-2", true, false, "https://sns-fips.us-east-2.amazonaws.com us-east-2/sns")]
    [InlineData("us-east-2", true, true, "https://sns-fips.us-east-2.api.aws us-east-2/sns")]
    [InlineData("us-gov-east-1", true, false, "https://sns.us-gov-east-1.amazonaws.com us-gov-east-1/sns")]
    [InlineData("us-gov-west-1", true, false, "https://sns.us-gov-west-1.amazonaws.com us-gov-west-1/sns")]
    [InlineData("us-gov-newplace-1", true, false, "https://sns-fips.us-gov-newplace-1.amazonaws.com us-gov-newplace-1/sns")]
    [InlineData("us-gov-west-1", true, true, "https://sns-fips.us-gov-west-1.api.aws us-gov-west-1/sns")]
    [InlineData("us-gov-west-1", false, false, "https://sns.us-gov-west-1.amazonaws.com us-gov-west-1/sns")]
    [InlineData("cn-north-1", false, false, "https://sns.cn-north-1.amazonaws.com.cn cn-north-1/sns")]
    [InlineData("cn-north-1", false, true, "https://sns.cn-north-1.api.amazonwebservices.com.cn cn-north-1/sns")]
    [InlineData("eusc-de-east-1", false, false, "https://sns.eusc-de-east-1.amazonaws.eu eusc-de-east-1/sns")]
    [InlineData("us-iso-west-1", false, false, "https://sns.us-iso-west-1.c2s.ic.gov us-iso-west-1/sns")]
    public async Task SNS_is_called_and_signed_for_in_the_clients_region(string region, bool fips, bool dualStack, string target)
    {
        var network = new NoNetwork();
        using var sns = new AmazonSimpleNotificationServiceClient("id", "secret",
            In<AmazonSimpleNotificationServiceConfig>(region, fips, dualStack, network));

        await sns.PublishAsync("topic", "message");

        network.Targets.ShouldBe([target]);
        (sns.DetermineServiceOperationEndpoint(new PublishRequest()).URL + "/").ShouldStartWith(target.Split(' ')[0]);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_custom_endpoint_goes_with_neither_FIPS_nor_dual_stack(bool fips, bool dualStack)
    {
        using var server = new WireServer();
        using var iam = new AmazonIdentityManagementServiceClient("id", "secret", new AmazonIdentityManagementServiceConfig
        {
            ServiceURL = server.Url,
            UseFIPSEndpoint = fips,
            UseDualstackEndpoint = dualStack,
        });

        (await Should.ThrowAsync<AmazonClientException>(() => iam.ListUsersAsync())).Message.ShouldContain("custom endpoint");

        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_custom_endpoint_is_signed_for_in_the_region_that_the_configuration_names()
    {
        using var server = new WireServer(WireAnswer.Ok("ListUsers", ""));
        using var iam = new AmazonIdentityManagementServiceClient("id", "secret",
            new AmazonIdentityManagementServiceConfig { ServiceURL = server.Url, AuthenticationRegion = "cn-north-1" });

        await iam.ListUsersAsync();

        SigV4.Of(server.Requests.ShouldHaveSingleItem().Headers["Authorization"]).Target.ShouldBe("cn-north-1/iam");
    }

    private static T In<T>(string region, bool fips, bool dualStack, NoNetwork network)
        where T : ClientConfig, new() => new()
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            UseFIPSEndpoint = fips,
            UseDualstackEndpoint = dualStack,
            IgnoreConfiguredEndpointUrls = true,
            HttpClientFactory = network,
        };
}
