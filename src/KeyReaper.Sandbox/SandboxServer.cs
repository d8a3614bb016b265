using System.Net;
using KeyReaper.Sandbox.Accounts;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Membership;
using KeyReaper.Sandbox.Requests;
using KeyReaper.Sandbox.Services;
using KeyReaper.Sandbox.Time;
using KeyReaper.Sandbox.Topics;
using KeyReaper.Sandbox.Trouble;
using KeyReaper.Sandbox.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KeyReaper.Sandbox;

/// <summary>
/// IAM, SNS, STS and Organizations in this process: an HTTP server on 127.0.0.1 that speaks AWS's Query and JSON protocols, so that the real
/// clients, their signing, paging, parsing and retries are exercised. Requests signed with unknown credentials act as an
/// administrator of the default account; those signed with the access key of a sandbox user act as that user and update its last use.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly World world;
    private readonly Pipeline pipeline;
    private readonly CallLog log = new();
    private WebApplication? app;

    private SandboxServer(SandboxOptions options)
    {
        Clock = options.Clock ?? SandboxClock.Frozen();
        world = new(Clock, options.AccountId, options.Partition);
        Faults = new(world.AccessKeyIds);
        if (options.PageSize is { } size)
        {
            PageSize = size;
        }

        pipeline = new(world, new(options.Latency, options.LatencyOnClock, options.RateLimit), Faults, log);
    }

    /// <summary>
    /// <c>http://127.0.0.1:PORT/</c>: the service URL for the clients of all services. Without a socket it leads nowhere.
    /// </summary>
    public Uri Endpoint { get; private set; } = new("http://sandbox.invalid/");

    /// <summary>The sandbox's time.</summary>
    public SandboxClock Clock { get; }

    /// <summary>The default account.</summary>
    public SandboxAccount Account => world.Default;

    /// <summary>The default account's SNS topics.</summary>
    public SandboxTopics Topics => Account.Topics;

    /// <summary>All accounts by id, the default one included.</summary>
    public IReadOnlyDictionary<string, SandboxAccount> Accounts => world.Accounts;

    /// <summary>The organization whose management account is the default account.</summary>
    public SandboxOrganization Organization => world.Organization;

    /// <summary>Every request answered so far, in order.</summary>
    public IReadOnlyList<SandboxCall> Calls => log.Snapshot();

    /// <summary>The misbehaviours in force.</summary>
    public Faults Faults { get; }

    /// <summary>
    /// The most items that a page may hold, whatever the request's MaxItems, once set here or in the options. Until then it is 100, or MaxItems.
    /// </summary>
    public int PageSize
    {
        get => world.Pages.Size;
        set => world.Pages.Size = value;
    }

    /// <summary>How lists are cut into pages.</summary>
    public PageShape PageShape
    {
        get => world.Pages.Shape;
        set => world.Pages.Shape = value;
    }

    /// <summary>Starts a sandbox with one empty account.</summary>
    public static async Task<SandboxServer> StartAsync(SandboxOptions? options = null, CancellationToken cancellationToken = default)
    {
        var server = new SandboxServer(options ?? new());
        var app = server.app = Build(options?.Port ?? 0);
        app.Run(new RequestDelegate(server.pipeline.AnswerAsync));
        await app.StartAsync(cancellationToken);
        server.Endpoint = new(app.Urls.Single());
        return server;
    }

    /// <summary>A sandbox that does not listen: only <see cref="CreateHandler"/> leads to it. It takes almost no time to make, so a test can make many.</summary>
    public static SandboxServer WithoutSocket(SandboxOptions? options = null) => new(options ?? new());

    /// <summary>Reaches the sandbox without a socket: requests and answers are the same bytes, but never leave the process.</summary>
    public HttpMessageHandler CreateHandler() => new InProcessHandler(pipeline);

    /// <summary>Reaches the sandbox without an HTTP request. The caller is a role, identified by its access key id alone.</summary>
    internal Answer AnswerTo(SandboxCall call, Service service) => pipeline.AnswerTo(service, call);

    /// <summary>
    /// Opens another account, which does not belong to an organization yet. It is reached by assuming a role created there, or with the access
    /// key of one of its users.
    /// </summary>
    /// <param name="id">Twelve digits.</param>
    /// <exception cref="ArgumentException">The id is not valid, or the account exists already.</exception>
    public SandboxAccount CreateAccount(string id) =>
        id is { Length: 12 } && id.All(char.IsAsciiDigit)
            ? world.CreateAccount(id, Account.Partition)
            : throw new ArgumentException($"An account id has twelve digits, and '{id}' does not.", nameof(id));

    /// <summary>Forgets the calls answered so far.</summary>
    public void ClearCalls() => log.Clear();

    /// <summary>Stops the server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (app is null) return;
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static WebApplication Build(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });

        // Calls still waiting out a latency are cut off.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Services.AddSingleton<IHostLifetime>(new EmbeddedLifetime());
        return builder.Build();
    }
}
