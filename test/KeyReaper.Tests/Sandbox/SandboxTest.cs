using Amazon.IdentityManagement;
using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Sandbox;

/// <summary>A fresh sandbox for each test, and a plain client for it.</summary>
public abstract class SandboxTest : IAsyncLifetime
{
    private protected SandboxServer Sandbox { get; private set; } = null!;

    private protected QueryClient Client { get; private set; } = null!;

    private protected SandboxAccount Account => Sandbox.Account;

    private protected virtual SandboxOptions? Options => null;

    /// <summary>The real client, signing with that key.</summary>
    private protected AmazonIdentityManagementServiceClient IamOf(SandboxAccessKey key) =>
        new(key.Id, key.Secret, new AmazonIdentityManagementServiceConfig { ServiceURL = Sandbox.Endpoint.ToString(), AuthenticationRegion = "us-east-1" });

    public async Task InitializeAsync()
    {
        Sandbox = await SandboxServer.StartAsync(Options);
        Client = new(Sandbox);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Sandbox.DisposeAsync();
    }
}
