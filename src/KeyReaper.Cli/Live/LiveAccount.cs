using Amazon;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using KeyReaper.Aws;

namespace KeyReaper.Cli.Live;

/// <summary>A real account, seen through its owner's own credentials. Nothing can be changed through it.</summary>
internal sealed class LiveAccount : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5); // for the first call, which tells whether anything works at all

    private readonly AmazonIdentityManagementServiceClient client;

    private LiveAccount(AWSCredentials credentials, RegionEndpoint region, GetCallerIdentityResponse caller)
    {
        var config = Guarded(Clients.IamConfig(new()));
        config.RegionEndpoint = region;
        client = new(credentials, config);
        (Iam, Id, CallerArn) = (new(client, TimeProvider.System), caller.Account, caller.Arn);
    }

    public Iam Iam { get; }

    /// <summary>Twelve digits.</summary>
    public string Id { get; }

    /// <summary>Who is looking.</summary>
    public string CallerArn { get; }

    /// <exception cref="LiveException">There are no credentials, or they do not work here.</exception>
    public static async Task<LiveAccount> OpenAsync(string? profile, RegionEndpoint region, CancellationToken cancelled)
    {
        var credentials = await CredentialsAsync(profile, cancelled);
        using var sts = new AmazonSecurityTokenServiceClient(credentials, Guarded(new AmazonSecurityTokenServiceConfig { RegionEndpoint = region, MaxErrorRetry = 1, Timeout = Patience }));
        try
        {
            return new(credentials, region, await sts.GetCallerIdentityAsync(new(), cancelled));
        }
        catch (Exception error) when (!cancelled.IsCancellationRequested)
        {
            throw new LiveException(Advice.OnCall(error), error);
        }
    }

    /// <exception cref="LiveException">There is no such Region.</exception>
    public static RegionEndpoint Region(string? name, string? profile)
    {
        var region = name is not null ? RegionEndpoint.GetBySystemName(name)
            : profile is not null && new CredentialProfileStoreChain().TryGetProfile(profile, out var found) && found.Region is { } its ? its
            : FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: false) ?? RegionEndpoint.USEast1;

        return region.DisplayName == "Unknown" ? throw new LiveException(Advice.NoSuchRegion(region.SystemName)) : region;
    }

    public void Dispose() => client.Dispose();

    private static async Task<AWSCredentials> CredentialsAsync(string? profile, CancellationToken cancelled)
    {
        // Without any credentials the SDK asks for those of an EC2 instance, and where there is none waits long for an answer.
        const string NoInstance = "AWS_EC2_METADATA_DISABLED";
        Environment.SetEnvironmentVariable(NoInstance, Environment.GetEnvironmentVariable(NoInstance) ?? "true");

        var config = new AmazonSecurityTokenServiceConfig();
        if (profile is not null) config.Profile = new(profile);
        try
        {
            var credentials = await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync(config).WaitAsync(cancelled);
            await credentials.GetCredentialsAsync().WaitAsync(cancelled);
            return credentials;
        }
        catch (Exception error) when (!cancelled.IsCancellationRequested)
        {
            throw new LiveException(Advice.OnCredentials(error, profile), error);
        }
    }

    private static T Guarded<T>(T config) where T : ClientConfig
    {
        config.HttpClientFactory = new ReadOnlyCalls(TimeProvider.System);
        return config;
    }
}
