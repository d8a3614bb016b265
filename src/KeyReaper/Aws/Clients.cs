using Amazon;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SimpleNotificationService;

namespace KeyReaper.Aws;

/// <summary>Makes the functions' clients: with credentials that it got for another account, or, without any, with its own.</summary>
/// <param name="Sns">Of the named Region, always with the function's own.</param>
internal sealed record Clients(
    Func<AWSCredentials?, IAmazonIdentityManagementService> Iam,
    Func<string, IAmazonSimpleNotificationService> Sns,
    Func<AWSCredentials?, IAmazonSecurityTokenService> Sts)
{
    /// <summary>For Lambda: its own credentials and Region are those of the SDK's default chain.</summary>
    public static Clients Counted(Traffic traffic) => new(
        credentials => credentials is null ? new AmazonIdentityManagementServiceClient(IamConfig(traffic)) : new(credentials, IamConfig(traffic)),
        region => new AmazonSimpleNotificationServiceClient(SnsConfig(region, traffic)),
        credentials => credentials is null ? new AmazonSecurityTokenServiceClient(StsConfig(traffic)) : new(credentials, StsConfig(traffic)));

    // Standard, not adaptive: once all of its calls wait for its token bucket, adaptive mode lets every one of them fail. And without the quota
    // on retries (ThrottleRetries), which runs dry when an account throttles for minutes. Each call then backs off by itself until it gets through.
    public static AmazonIdentityManagementServiceConfig IamConfig(Traffic traffic) =>
        Configured(new AmazonIdentityManagementServiceConfig { RetryMode = RequestRetryMode.Standard, ThrottleRetries = false, MaxErrorRetry = 12 }, traffic);

    /// <summary>Of the function's Region: STS's global endpoint is one Region's, and all hubs' trouble when that has some.</summary>
    public static AmazonSecurityTokenServiceConfig StsConfig(Traffic traffic) =>
        Configured(new AmazonSecurityTokenServiceConfig { RetryMode = RequestRetryMode.Standard, ThrottleRetries = false, MaxErrorRetry = 6 }, traffic);

    /// <summary>How every client of the functions deals with answers that do not come, and counts those that do.</summary>
    public static T Configured<T>(T config, Traffic traffic) where T : ClientConfig
    {
        (config.Timeout, config.HttpClientFactory) = (TimeSpan.FromSeconds(10), new WholeAnswers(traffic));
        return config;
    }

    /// <summary>A report that is lost is all that people would have learnt of a pass. The function's time bounds the tries: one that cannot be sent is in the log before it ends.</summary>
    public static AmazonSimpleNotificationServiceConfig SnsConfig(string region, Traffic traffic) => Configured(
        new AmazonSimpleNotificationServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region), RetryMode = RequestRetryMode.Standard, ThrottleRetries = false, MaxErrorRetry = 6 }, traffic);
}
