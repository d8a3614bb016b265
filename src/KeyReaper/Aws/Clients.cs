using Amazon;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SimpleNotificationService;

namespace KeyReaper.Aws;

/// <summary>Makes the functions' clients, with the given credentials of another account or, if null, with the function's own.</summary>
/// <param name="Sns">Takes a Region. The credentials are always the function's own.</param>
internal sealed record Clients(
    Func<AWSCredentials?, IAmazonIdentityManagementService> Iam,
    Func<string, IAmazonSimpleNotificationService> Sns,
    Func<AWSCredentials?, IAmazonSecurityTokenService> Sts)
{
    /// <summary>Used by Lambda: the function's own credentials and Region are those of the SDK's default chain.</summary>
    public static Clients Counted(Traffic traffic) => new(
        credentials => credentials is null ? new AmazonIdentityManagementServiceClient(IamConfig(traffic)) : new(credentials, IamConfig(traffic)),
        region => new AmazonSimpleNotificationServiceClient(SnsConfig(region, traffic)),
        credentials => credentials is null ? new AmazonSecurityTokenServiceClient(StsConfig(traffic)) : new(credentials, StsConfig(traffic)));

    // Standard, not adaptive: once all calls wait for its token bucket, adaptive mode lets every one of them fail. And without the quota on retries
    // (ThrottleRetries), which runs out if an account throttles for minutes. Without it each call backs off by itself until it gets through.
    public static AmazonIdentityManagementServiceConfig IamConfig(Traffic traffic) =>
        Configured(new AmazonIdentityManagementServiceConfig { RetryMode = RequestRetryMode.Standard, ThrottleRetries = false, MaxErrorRetry = 12 }, traffic);

    /// <summary>Uses the endpoint of the function's Region. The global endpoint of STS is in one Region, whose outage would stop every hub.</summary>
    public static AmazonSecurityTokenServiceConfig StsConfig(Traffic traffic) =>
        Configured(new AmazonSecurityTokenServiceConfig { RetryMode = RequestRetryMode.Standard, ThrottleRetries = false, MaxErrorRetry = 6 }, traffic);

    /// <summary>How long every client of the functions waits for an answer, and how it counts requests.</summary>
    public static T Configured<T>(T config, Traffic traffic) where T : ClientConfig
    {
        (config.Timeout, config.HttpClientFactory) = (TimeSpan.FromSeconds(10), new WholeAnswers(traffic));
        return config;
    }

    /// <summary>Tries hard, since the report is all that people learn about a pass. The function's time bounds the tries: if the report cannot be sent, it goes to the log before time ends.</summary>
    public static AmazonSimpleNotificationServiceConfig SnsConfig(string region, Traffic traffic) => Configured(
        new AmazonSimpleNotificationServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region), RetryMode = RequestRetryMode.Standard, ThrottleRetries = false, MaxErrorRetry = 6 }, traffic);
}
