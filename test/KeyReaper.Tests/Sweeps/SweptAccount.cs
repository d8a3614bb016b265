using Amazon.Runtime;
using KeyReaper.Aws;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Sweeps;

/// <summary>
/// A small account in which one pass makes every kind of call: one user for each row of the decision table that acts, and those it must leave
/// alone. Its clock stands still, so two undisturbed passes over two of them end in the same state.
/// </summary>
internal sealed class SweptAccount : IAsyncDisposable
{
    private static readonly SandboxOptions Pages = new() { PageSize = 5 };

    private readonly Dictionary<string, string?> environment;

    private readonly HttpClientFactory way;

    private SweptAccount(SandboxServer sandbox, HttpClientFactory way, string inventory)
    {
        (Sandbox, this.way) = (sandbox, way);
        environment = new()
        {
            ["TOPIC_ARN"] = sandbox.Topics.Create("keyreaper").Arn, ["DRY_RUN"] = "false", ["INVENTORY"] = inventory, ["EXEMPT_PATHS"] = "/break-glass/",
        };
        sandbox.Clock.SkipsWaitsUpTo = TimeSpan.FromSeconds(30); // waiting for the credential report
        History = new(sandbox);
        Populate();
    }

    public SandboxServer Sandbox { get; }
    public History History { get; }
    public SandboxAccount Account => Sandbox.Account;
    public IReadOnlyDictionary<string, string?> Environment => environment;
    public Rulebook Rules { get; private set; } = new() { ExemptPaths = ["/break-glass/"] };

    /// <param name="inventory"><c>auto</c> or <c>walk</c>.</param>
    public static SweptAccount InProcess(string inventory)
    {
        var sandbox = SandboxServer.WithoutSocket(Pages);
        return new(sandbox, new InProcess(sandbox, new()), inventory);
    }

    /// <summary>For what becomes of connections, and for callers in other processes.</summary>
    /// <param name="inventory"><c>auto</c> or <c>walk</c>.</param>
    public static async Task<SweptAccount> OverSocketsAsync(string inventory) => new(await SandboxServer.StartAsync(Pages), new WholeAnswers(new()), inventory);

    public SweptAccount With(string variable, string value, Func<Rulebook, Rulebook> meaning)
    {
        environment[variable] = value;
        Rules = meaning(Rules);
        return this;
    }

    public Task<Exception?> PassAsync(string? inventory = null, string caller = History.Role, TimeSpan? callTimeout = null)
    {
        Account.CredentialReport.Store();
        var settings = new Dictionary<string, string?>(environment) { ["INVENTORY"] = inventory ?? environment["INVENTORY"] };
        return RunAsync(new(way, Sandbox.Endpoint, Sandbox.Clock, settings.GetValueOrDefault) { Caller = caller, CallTimeout = callTimeout ?? TimeSpan.FromSeconds(100) });
    }

    /// <summary>The id of a key that was deleted before the story begins; its tag is still there.</summary>
    public string Gone { get; private set; } = "";

    public string State => Account.Snapshot();

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();

    private async Task<Exception?> RunAsync(ImpatientFunction function)
    {
        var log = new CollectedLog();
        var pass = History.Begin(Rules, function.Caller);
        Exception? error = null;
        try
        {
            await function.InvokeAsync(log);
        }
#pragma warning disable CA1031 // how a pass fails is what the sweeps look at
        catch (Exception failure)
#pragma warning restore CA1031
        {
            error = failure;
        }

        History.End(pass, log.ToString(), error is not null);
        return error;
    }

    private void Populate()
    {
        Account.Alias = "swept";
        Key("amy", used: 45).User.Tag("owner", "ops");
        Key("bea", created: 100);
        Key("cid", used: 1);
        Key("dan", used: 90).Deactivate();
        Expired(Key("eve", used: 90));
        History.Recorded(Key("fay", used: 100), "inactive 2025-11-26T06:00:00Z seen 2026-01-04T06:00:00Z", Ago(40));

        var gus = Key("gus", used: 200).User; // exempt, on the second page of tags
        foreach (var letter in "abcde") gus.Tag($"{letter}", "x");
        gus.Tag("KeyReaper:Exempt", "true");

        Key("hal", used: 200, path: "/break-glass/");
        var ida = Key("ida", used: 2);
        var gone = Key("ida", used: 200);
        History.Recorded(gone, "inactive 2025-11-26T06:00:00Z seen 2026-01-04T06:00:00Z", Ago(40));
        gone.Delete();
        Gone = gone.Id;
        ida.User.Tag("keyreaper:key:AKIAFOREIGNVALUE0000", "see the wiki");

        Key("joe", used: 3);
        Key("joe", used: 60);
        var kim = Key("kim", used: 80);
        kim.Deactivate();
        History.Recorded(kim, "inactive 2025-12-26T06:00:00Z seen 2026-01-04T06:00:00Z", Ago(10));
        Account.CreateUser("lou");
    }

    private void Expired(SandboxAccessKey key)
    {
        key.Deactivate();
        History.Recorded(key, "inactive 2025-11-26T06:00:00Z seen 2026-01-04T06:00:00Z", Ago(40));
    }

    private SandboxAccessKey Key(string user, double created = 400, double? used = null, string path = "/")
    {
        var owner = Account.Users.FirstOrDefault(one => one.Name == user) ?? Account.CreateUser(user, path, Ago(created));
        var key = owner.CreateAccessKey(Ago(created));
        if (used is { } days) key.Use(at: Ago(days));
        return key;
    }

    private DateTimeOffset Ago(double days) => Sandbox.Clock.GetUtcNow().AddDays(-days);
}
