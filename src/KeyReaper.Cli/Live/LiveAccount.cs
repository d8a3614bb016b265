using Amazon;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using KeyReaper.Aws;

namespace KeyReaper.Cli.Live;

/// <summary>A real account, read with the caller's own credentials. Nothing can be changed through it.</summary>
internal sealed class LiveAccount : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5); // for the first call, which shows whether anything works at all

    private readonly AmazonIdentityManagementServiceClient client;

    private LiveAccount(AmazonIdentityManagementServiceClient client, GetCallerIdentityResponse caller)
    {
        this.client = client;
        (Iam, Id, CallerArn) = (new(client, TimeProvider.System), caller.Account, caller.Arn);
    }

    public Iam Iam { get; }

    /// <summary>The account's id, twelve digits.</summary>
    public string Id { get; }

    /// <summary>The ARN of whoever is looking.</summary>
    public string CallerArn { get; }

    /// <param name="profile">The profile whose endpoints are used, named as in the files.</param>
    /// <exception cref="LiveException">The credentials do not work here.</exception>
    public static async Task<LiveAccount> OpenAsync(AWSCredentials credentials, RegionEndpoint region, string? profile, CancellationToken cancelled)
    {
        try
        {
            using var sts = new AmazonSecurityTokenServiceClient(credentials, Guarded(StsConfig(region), region, profile));
            var caller = await sts.GetCallerIdentityAsync(new(), cancelled);
            return new(new(credentials, Guarded(Clients.IamConfig(new()), region, profile)), caller);
        }
        catch (Exception error) when (!cancelled.IsCancellationRequested && error is not LiveException)
        {
            throw new LiveException(Advice.OnCall(error), error);
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>Requests are signed for the Region even if they go to another endpoint.</summary>
    public static AmazonSecurityTokenServiceConfig StsConfig(RegionEndpoint region) => new() { AuthenticationRegion = region.SystemName, MaxErrorRetry = 1, Timeout = Patience };

    /// <exception cref="LiveException">The endpoint is not a valid address.</exception>
    public static T Guarded<T>(T config, RegionEndpoint region, string? profile, bool entersAccounts = false) where T : ClientConfig
    {
        config.HttpClientFactory = new ReadOnlyCalls(TimeProvider.System, entersAccounts);
        config.RegionEndpoint = region; // must come first, since it removes an endpoint that was looked up
        if (profile is not null) config.Profile = new(profile);
        try
        {
            return config.ServiceURL is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https") ? throw new LiveException(Advice.NoSuchEndpoint(url)) : config;
        }
        catch (AmazonClientException error) // the endpoint that it looked up is not even well-formed
        {
            throw new LiveException(Advice.NoSuchEndpoint(error.Message.Split(": ")[^1]), error);
        }
    }
}
