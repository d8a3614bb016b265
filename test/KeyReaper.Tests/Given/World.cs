using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.TestUtilities;
using Amazon.Runtime;
using KeyReaper.Asked;
using KeyReaper.Aws;
using KeyReaper.Cli.Demo;
using KeyReaper.Organization;
using KeyReaper.Pass;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Deployment;
using KeyReaper.Tests.Given.InMemory;

namespace KeyReaper.Tests.Given;

/// <summary>An account in the sandbox, and the deployed function beside it. Passes go through the handler and over the wire.</summary>
internal sealed class World : IAsyncDisposable
{
    /// <summary>The access key id with which the deployed function signs.</summary>
    public const string RoleAccessKeyId = DeployedFunction.AccessKeyId;

    private readonly Func<Traffic, HttpClientFactory> way;
    private readonly Dictionary<string, string?> environment;
    private readonly SandboxRole role;
    private InMemoryClients? inMemory;

    private World(SandboxServer sandbox, Func<Traffic, HttpClientFactory> way)
    {
        (Sandbox, this.way) = (sandbox, way);
        Sandbox.Clock.SkipsWaitsUpTo = TimeSpan.FromSeconds(30); // so that nothing waits for the credential report
        Topic = sandbox.Topics.Create("keyreaper");
        role = sandbox.Account.CreateRole("keyreaper-ReaperRole-1A2B3C4D5E6F", RolePolicies.Live.Documents);
        role.SignsWith(RoleAccessKeyId);
        environment = new() { ["TOPIC_ARN"] = Topic.Arn, ["DRY_RUN"] = "false" };
    }

    public SandboxServer Sandbox { get; }
    public SandboxAccount Account => Sandbox.Account;
    public SandboxTopic Topic { get; }

    /// <summary>What the last pass logged and wrote to standard output.</summary>
    public string Log { get; private set; } = "";
    public string StandardOutput { get; private set; } = "";

    /// <summary>How long Lambda would let the next pass run.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether somebody asked for the credential report right before each pass, so that it exists and is up to date.</summary>
    public bool ReportIsFresh { get; set; } = true;

    /// <summary>A live function with default settings, unless changed by <see cref="With"/>.</summary>
    public static async Task<World> StartAsync(SandboxOptions? options = null) => new(await SandboxServer.StartAsync(options), traffic => new WholeAnswers(traffic));

    /// <summary>The same without a socket, for passes by the thousand.</summary>
    public static World WithoutSocket()
    {
        var sandbox = SandboxServer.WithoutSocket();
        return new(sandbox, traffic => new InProcess(sandbox, traffic));
    }

    public static async Task<World> WalkingAsync(SandboxOptions? options = null)
    {
        var world = await StartAsync(options);
        world.With("INVENTORY", "walk");
        return world;
    }

    public Settings Settings => Settings.Parse(environment.GetValueOrDefault);

    public World With(string variable, string? value)
    {
        environment[variable] = value;
        return this;
    }

    /// <summary>
    /// From now on the function's role has only these policies, given as JSON. Until then it has what the template grants a live stack.
    /// </summary>
    public World Under(IEnumerable<string> policies)
    {
        role.SetPolicies(policies);
        return this;
    }

    public void Days(double days) => Sandbox.Clock.Advance(TimeSpan.FromDays(days));

    /// <summary>Lets this many days go by, with a pass at least every week and one at the end, none of which deletes anything.</summary>
    /// <param name="meanwhile">What people do before each pass.</param>
    public async Task WatchAsync(double days, Action? meanwhile = null)
    {
        for (var left = days; left > 0; left -= 7)
        {
            Days(Math.Min(left, 7));
            meanwhile?.Invoke();
            (await PassAsync()).Deleted.ShouldBe(0);
        }
    }

    /// <summary>A user with one active key, created and last used (null: never) that many days ago.</summary>
    /// <param name="account">The user's account; the function's own if not given.</param>
    public SandboxAccessKey Key(string user, double created = 400, double? used = null, string path = "/", SandboxAccount? account = null)
    {
        account ??= Account;
        var owner = account.Users.FirstOrDefault(one => one.Name == user) ?? account.CreateUser(user, path, Ago(created));
        var key = owner.CreateAccessKey(Ago(created));
        if (used is { } days) key.Use(at: Ago(days));
        return key;
    }

    public async Task<Summary> PassAsync(string request = "{}")
    {
        Sandbox.ClearCalls();
        if (ReportIsFresh) Account.CredentialReport.Store();
        var logger = new TestLambdaLogger();
        using var output = new MemoryStream();

        using var function = Deploy();
        try
        {
            return await function.InvokeAsync(request, logger, output);
        }
        finally
        {
            Log = logger.Buffer.ToString();
            StandardOutput = Encoding.UTF8.GetString(output.ToArray());
        }
    }

    /// <summary>A pass without the wire, for tens of thousands of passes; <see cref="InMemoryTests"/> checks that it gives the same. It writes nothing to standard output.</summary>
    public async Task<Summary> PassInMemoryAsync()
    {
        Sandbox.ClearCalls();
        if (ReportIsFresh) Account.CredentialReport.Store();
        var log = new CollectedLog();
        try
        {
            inMemory ??= new(Sandbox, RoleAccessKeyId);
            return await FunctionWith.InvokeAsync(inMemory.Clients, Sandbox.Clock, environment.GetValueOrDefault, log);
        }
        finally
        {
            Log = log.ToString();
        }
    }

    /// <summary>Makes the report on a run over the organization, with JSON in and out as in Lambda.</summary>
    public async Task<JsonNode> ReportAsync(string run)
    {
        Sandbox.ClearCalls();
        var (serializer, logger) = (new OrganizationSerializer(), new TestLambdaLogger());
        using var deployed = Deploy();
        var function = new OrganizationFunction(environment.GetValueOrDefault, Sandbox.Clock, deployed.Clients);
        try
        {
            return JsonNode.Parse(serializer.Write(await function.ReportAsync(serializer.Read<Run>(run), new TestLambdaContext { Logger = logger, LogGroupName = "keyreaper", RemainingTime = Timeout })))!;
        }
        finally
        {
            Log = logger.Buffer.ToString();
        }
    }

    /// <summary>An instance of the function with the current settings. One retry is enough to see that there are retries; more would only wait in real time.</summary>
    public DeployedFunction Deploy() => new(Sandbox, environment.GetValueOrDefault) { Timeout = Timeout, MaxErrorRetry = 1, Way = way };

    /// <summary>Makes a pass that has to end as an error, after it reported something that failed.</summary>
    public Task<PassException> FailingPassAsync() => Assert.ThrowsAsync<PassException>(() => PassAsync());

    /// <summary>The summary of the last pass.</summary>
    public SandboxMessage Mail => Topic.Messages.Last(message => message.Attributes["audience"] == "summary");

    /// <summary>What owners have received so far.</summary>
    public IReadOnlyList<SandboxMessage> OwnerMails => [.. Topic.Messages.Where(message => message.Attributes["audience"] == "owner")];

    public string MailText => Mail.BodyFor("email");

    /// <summary>The actions called in the last pass, one word each, in order.</summary>
    public IEnumerable<string> Calls => Sandbox.Calls.Select(call => call.Action);

    public IEnumerable<string> Mutations => Calls.Where(action => action is not ("Publish" or "GenerateCredentialReport") && !action.StartsWith("List", StringComparison.Ordinal) && !action.StartsWith("Get", StringComparison.Ordinal));

    public ValueTask DisposeAsync()
    {
        inMemory?.Dispose();
        return Sandbox.DisposeAsync();
    }

    public DateTimeOffset Ago(double days) => Sandbox.Clock.GetUtcNow().AddDays(-days);
}
