using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;

namespace KeyReaper.Cli.Live;

/// <summary>
/// Finds credentials as the AWS CLI does, in its order: a profile that was named; the environment; a profile that assumes a role; a web identity; other credentials in the
/// profile; a container's; an instance's. For what the SDK cannot do, such as a sign-in by browser, it asks the AWS CLI itself if that is installed.
/// </summary>
internal static class LiveCredentials
{
    private const string InstancesOff = "AWS_EC2_METADATA_DISABLED";
    private static readonly string[] Keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
    private static readonly TimeSpan PatienceForInstance = TimeSpan.FromSeconds(1); // the same as the AWS CLI's

    /// <exception cref="LiveException">No credentials were found.</exception>
    public static async Task<AWSCredentials> FindAsync(string? profile, CancellationToken cancelled)
    {
        if ((profile ?? AwsEnvironment.Get("AWS_PROFILE")) is { } named && AwsEnvironment.Find(named) is null) throw new LiveException(Advice.NoSuchProfile(named));
        if (profile is null && Keys.Where(name => AwsEnvironment.Get(name) is null).ToArray() is [var missing])
            throw new LiveException($"AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY belong together, but {missing} is not set.");

        // Without any credentials the SDK asks for those of an EC2 instance, and waits long for an answer if it does not run on one.
        var mayBeInstance = AwsEnvironment.Get(InstancesOff) is null;
        if (mayBeInstance) AwsEnvironment.Put(InstancesOff, "true");
        try
        {
            return await BySdkAsync(profile, cancelled);
        }
        catch (Exception error) when (!cancelled.IsCancellationRequested)
        {
            if (mayBeInstance) AwsEnvironment.Put(InstancesOff, null);
            if (await AwsCli.CredentialsAsync(profile, cancelled) is { } exported) return exported;
            if (mayBeInstance && await IsInstanceAsync(cancelled)) return await OnInstanceAsync(profile, cancelled);
            throw new LiveException(Advice.OnCredentials(error, profile), error);
        }
    }

    private static async Task<AWSCredentials> OnInstanceAsync(string? profile, CancellationToken cancelled)
    {
        try
        {
            return await BySdkAsync(profile, cancelled);
        }
        catch (Exception error) when (!cancelled.IsCancellationRequested)
        {
            throw new LiveException(Advice.OnCredentials(error, profile), error);
        }
    }

    private static async Task<AWSCredentials> BySdkAsync(string? profile, CancellationToken cancelled)
    {
        using var resolver = new DefaultAWSCredentialsIdentityResolver();
        var config = new AmazonSecurityTokenServiceConfig();
        if ((profile ?? UsualProfileWithCredentials()) is { } name) config.Profile = new(name);
#pragma warning disable CA2000 // credentials outlive this
        var credentials = OfRoleByOwnKeys(config.Profile?.Name) ?? await resolver.ResolveIdentityAsync(config, cancelled).WaitAsync(cancelled);
#pragma warning restore CA2000
        await credentials.GetCredentialsAsync().WaitAsync(cancelled);
        return credentials;
    }

    /// <summary>Null if other credentials take precedence.</summary>
    private static string? UsualProfileWithCredentials()
    {
        if (AwsEnvironment.Get("AWS_ACCESS_KEY_ID") is not null) return null;

        var (name, webIdentity) = (AwsEnvironment.UsualProfile, AwsEnvironment.Get("AWS_WEB_IDENTITY_TOKEN_FILE") is not null);
        return AwsEnvironment.Find(name) is { CanCreateAWSCredentials: true } profile && (!webIdentity || IsForRole(profile.Options)) ? name : null;
    }

    /// <summary>A profile may be its own source profile, which the SDK refuses as a cycle.</summary>
    private static AssumeRoleAWSCredentials? OfRoleByOwnKeys(string? name) =>
        name is not null && AwsEnvironment.Find(name)?.Options is { AccessKey.Length: > 0, SecretKey: { } secret, MfaSerial: null or "" } options && options.SourceProfile == name
            ? new(options.Token is { Length: > 0 } token ? new SessionAWSCredentials(options.AccessKey, secret, token) : new BasicAWSCredentials(options.AccessKey, secret), options.RoleArn, options.RoleSessionName ?? "keyreaper", new() { ExternalId = options.ExternalID })
            : null;

    private static bool IsForRole(CredentialProfileOptions options) => options is { RoleArn.Length: > 0, WebIdentityTokenFile: null or "" };

    private static async Task<bool> IsInstanceAsync(CancellationToken cancelled)
    {
        var endpoint = Uri.TryCreate(AwsEnvironment.Get("AWS_EC2_METADATA_SERVICE_ENDPOINT"), UriKind.Absolute, out var given) ? given : new("http://169.254.169.254");
        using var patience = new CancellationTokenSource(PatienceForInstance, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancelled);
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(endpoint.DnsSafeHost, endpoint.Port, either.Token);
            return true;
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            cancelled.ThrowIfCancellationRequested();
            return false;
        }
    }
}
