using Amazon;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleNotificationService;

namespace KeyReaper.Tests.Bundled;

/// <summary>Credentials, region and endpoints as they come from the process's environment.</summary>
[Collection(ProcessWide.Name)]
public sealed class EnvironmentTests : IDisposable
{
    private readonly Variables _variables = new();
    private readonly string? _profilesBefore = AWSConfigs.AWSProfilesLocation;
    private readonly NoNetwork _network = new();

    public EnvironmentTests()
    {
        foreach (var name in (string[])[
            "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_IAM", "AWS_ENDPOINT_URL_SNS", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "AWS_PROFILE",
            "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"])
        {
            _variables[name] = null;
        }

        _variables["AWS_ACCESS_KEY_ID"] = "AKIAFROMENV";
        _variables["AWS_SECRET_ACCESS_KEY"] = "secret";
        _variables["AWS_SESSION_TOKEN"] = null;
        AWSConfigs.AWSProfilesLocation = Path.Combine(AppContext.BaseDirectory, "no-such-file");
        Forget();
    }

    public void Dispose()
    {
        _variables.Dispose();
        AWSConfigs.AWSProfilesLocation = _profilesBefore;
        Forget();
    }

    [Fact]
    public async Task The_endpoint_for_all_services_is_used_by_both_clients()
    {
        _variables["AWS_REGION"] = "eu-west-1";
        _variables["AWS_ENDPOINT_URL"] = "http://localhost:4566";

        await CallBoth();

        _network.Targets.ShouldBe(["http://localhost:4566 eu-west-1/iam", "http://localhost:4566 eu-west-1/sns"]);
    }

    [Fact]
    public async Task An_endpoint_for_one_service_goes_before_the_one_for_all()
    {
        _variables["AWS_REGION"] = "eu-west-1";
        _variables["AWS_ENDPOINT_URL"] = "http://localhost:1";
        _variables["AWS_ENDPOINT_URL_IAM"] = "http://localhost:2";
        _variables["AWS_ENDPOINT_URL_SNS"] = "http://localhost:3";

        await CallBoth();

        _network.Targets.ShouldBe(["http://localhost:2 eu-west-1/iam", "http://localhost:3 eu-west-1/sns"]);
    }

    [Fact]
    public async Task Credentials_with_a_session_token_and_the_region_are_taken_from_the_environment()
    {
        _variables["AWS_REGION"] = "eu-central-1";
        _variables["AWS_ACCESS_KEY_ID"] = "ASIAFROMENV";
        _variables["AWS_SESSION_TOKEN"] = "session";

        await CallBoth();

        _network.Targets.ShouldBe(["https://iam.amazonaws.com us-east-1/iam", "https://sns.eu-central-1.amazonaws.com eu-central-1/sns"]);
        _network.KeyIds.ShouldBe(["ASIAFROMENV", "ASIAFROMENV"]);
        _network.SessionTokens.ShouldBe(["session", "session"]);
    }

    [Fact]
    public async Task A_profile_names_credentials_region_and_endpoint()
    {
        var profiles = Path.Combine(AppContext.BaseDirectory, "profiles-of-the-test");
        await File.WriteAllTextAsync(profiles,
            """
            [audit]
            aws_access_key_id = AKIAOFPROFILE
            aws_secret_access_key = secret
            region = eu-north-1
            endpoint_url = http://localhost:5
            """);
        AWSConfigs.AWSProfilesLocation = profiles;
        _variables["AWS_PROFILE"] = "audit";
        _variables["AWS_ACCESS_KEY_ID"] = null;
        _variables["AWS_SECRET_ACCESS_KEY"] = null;

        await CallBoth();

        _network.KeyIds.ShouldBe(["AKIAOFPROFILE", "AKIAOFPROFILE"]);
        _network.Targets.ShouldBe(["http://localhost:5 eu-north-1/iam", "http://localhost:5 eu-north-1/sns"]);
    }

    [Fact]
    public void IAM_has_a_region_without_any_being_set_and_SNS_has_none()
    {
        using var iam = new AmazonIdentityManagementServiceClient("id", "secret");

        iam.Config.RegionEndpoint.ShouldBe(RegionEndpoint.USEast1);
        Should.Throw<AmazonClientException>(() => new AmazonSimpleNotificationServiceClient("id", "secret"))
            .Message.ShouldContain("No RegionEndpoint or ServiceURL configured");
    }

    private async Task CallBoth()
    {
        Forget();
        using var iam = new AmazonIdentityManagementServiceClient(new AmazonIdentityManagementServiceConfig { HttpClientFactory = _network });
        using var sns = new AmazonSimpleNotificationServiceClient(new AmazonSimpleNotificationServiceConfig { HttpClientFactory = _network });
        await iam.ListUsersAsync();
        await sns.PublishAsync("topic", "message");
    }

    /// <summary>The SDK remembers what it found in the environment.</summary>
    private static void Forget()
    {
        FallbackRegionFactory.Reset();
        FallbackInternalConfigurationFactory.Reset();
    }
}
