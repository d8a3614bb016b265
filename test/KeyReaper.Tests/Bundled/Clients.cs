using Amazon;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;

namespace KeyReaper.Tests.Bundled;

/// <summary>Clients with made-up keys that talk to a loopback server, without retries unless told otherwise.</summary>
internal static class Clients
{
    public const string KeyId = "AKIDEXAMPLE";
    public const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    public static AmazonIdentityManagementServiceClient Iam(WireServer server, int retries = 0) => new(KeyId, Secret, Settled(
        new AmazonIdentityManagementServiceConfig(), server, retries));

    public static AmazonSimpleNotificationServiceClient Sns(WireServer server, int retries = 0) => new(KeyId, Secret, Settled(
        new AmazonSimpleNotificationServiceConfig(), server, retries));

    private static T Settled<T>(T config, WireServer server, int retries)
        where T : ClientConfig
    {
        config.ServiceURL = server.Url;
        config.AuthenticationRegion = RegionEndpoint.USEast1.SystemName;
        config.MaxErrorRetry = retries;
        config.UseFIPSEndpoint = false;
        config.UseDualstackEndpoint = false;
        return config;
    }
}
