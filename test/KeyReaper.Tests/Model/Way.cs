using Amazon;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using KeyReaper.Aws;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Given.InMemory;

namespace KeyReaper.Tests.Model;

/// <summary>How the function's calls reach the sandbox. Each is tried again at once, and only once.</summary>
internal interface IWay : IDisposable
{
    Clients Clients { get; }

    /// <summary>Receives each call and the answer that the client got in the end.</summary>
    Action<Told>? Told { set; }
}

/// <summary>In memory, which allows many times as many passes a minute as over the wire.</summary>
internal sealed class InMemoryWay : IWay
{
    private readonly InMemoryClients clients;

    public InMemoryWay(SandboxServer sandbox) => clients = new(sandbox, History.Role, call => Told?.Invoke(new(call.Action, call.UserName, call.AccessKeyId, call["Tags.member.1.Key"] ?? call["TagKeys.member.1"], call.HttpStatus, call.HttpStatus == 0 ? null : call.ErrorCode)));

    public Clients Clients => clients.Clients;

    public Action<Told>? Told { get; set; }

    public void Dispose() => clients.Dispose();
}

/// <summary>Over the wire: the real clients, whose calls go through a handler of ours.</summary>
internal sealed class WireWay : IWay
{
    private static readonly BasicAWSCredentials Role = new(History.Role, "secret");

    private readonly SandboxServer sandbox;
    private readonly Line line;
    private readonly AmazonIdentityManagementServiceClient iam;

    /// <param name="handler">The handler; disposed with this.</param>
    public WireWay(SandboxServer sandbox, HttpMessageHandler handler)
    {
        this.sandbox = sandbox;
        line = new(handler);
        iam = new(Role, Configured(new AmazonIdentityManagementServiceConfig()));
    }

    public Clients Clients => OwnAccountOnly.Of(iam, SnsClient);

    public Action<Told>? Told { set => line.Told = value ?? (_ => { }); }

    public void Dispose()
    {
        iam.Dispose();
        line.Dispose();
    }

    private AmazonSimpleNotificationServiceClient SnsClient(string region) =>
        new(Role, Configured(new AmazonSimpleNotificationServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region) }));

    private T Configured<T>(T config) where T : ClientConfig
    {
        config.ServiceURL = sandbox.Endpoint.ToString();
        config.AuthenticationRegion = "us-east-1";
        config.MaxErrorRetry = 0; // the SDK would wait in real time, so Line tries again instead
        config.HttpClientFactory = line;
        return config;
    }
}
