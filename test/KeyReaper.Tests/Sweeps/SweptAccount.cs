using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using KeyReaper.Aws;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Given.InMemory;

namespace KeyReaper.Tests.Sweeps;

/// <summary>
/// A small account in which one pass makes every kind of call: one user for each row of the decision table that acts, and users that it must leave
/// alone. Its clock stands still, so that undisturbed passes over two such accounts end in the same state. The grace period is short, so that a few
/// passes watch a key through it.
/// </summary>
internal sealed class SweptAccount : IAsyncDisposable
{
    private const int GraceDays = 8;
    private static readonly DateTimeOffset Today = SandboxClock.DefaultStart;
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(GraceDays / 2);

    private readonly Dictionary<string, string?> environment;
    private readonly Dictionary<string, InMemoryClients> inMemory = [];
    private readonly HttpClientFactory way;

    private SweptAccount(SandboxServer sandbox, HttpClientFactory way, string inventory)
    {
        (Sandbox, this.way) = (sandbox, way);
        environment = new()
        {
            ["TOPIC_ARN"] = sandbox.Topics.Create("keyreaper").Arn, ["DRY_RUN"] = "false", ["INVENTORY"] = inventory, ["EXEMPT_PATHS"] = "/break-glass/",
            ["GRACE_DAYS"] = $"{GraceDays}",
        };
        sandbox.Clock.SkipsWaitsUpTo = TimeSpan.FromSeconds(30); // so that nothing waits for the credential report
        History = new(sandbox);
        Populate();
    }

    public SandboxServer Sandbox { get; }
    public History History { get; }
    public SandboxAccount Account => Sandbox.Account;
    public IReadOnlyDictionary<string, string?> Environment => environment;
    public Rulebook Rules { get; private set; } = new() { GracePeriod = TimeSpan.FromDays(GraceDays), ExemptPaths = ["/break-glass/"] };

    /// <summary>Whether calls go without the wire from now on; <see cref="InMemoryTests"/> checks that this gives the same.</summary>
    public bool IsInMemory { get; set; }

    /// <summary>The calls that go over the wire although others do not.</summary>
    public Func<SandboxCall, bool>? OnlyByWire { get; set; }

    /// <param name="inventory"><c>auto</c> or <c>walk</c>.</param>
    public static SweptAccount InProcess(string inventory)
    {
        var sandbox = SandboxServer.WithoutSocket(Options);
        return new(sandbox, new InProcess(sandbox, new()), inventory);
    }

    /// <summary>For tests of connections, and of callers in other processes.</summary>
    /// <param name="inventory"><c>auto</c> or <c>walk</c>.</param>
    public static async Task<SweptAccount> OverSocketsAsync(string inventory) => new(await SandboxServer.StartAsync(Options), new WholeAnswers(new()), inventory);

    private static SandboxOptions Options => new() { PageSize = 5, Clock = SandboxClock.Frozen(Ago(40)) };

    public SweptAccount With(string variable, string value, Func<Rulebook, Rulebook> meaning)
    {
        environment[variable] = value;
        Rules = meaning(Rules);
        return this;
    }

    public static SweptAccount InMemory(string inventory)
    {
        var account = InProcess(inventory);
        account.IsInMemory = true;
        return account;
    }

    public async Task<Exception?> PassAsync(string? inventory = null, string caller = History.Role, TimeSpan? callTimeout = null)
    {
        Account.CredentialReport.Store();
        var settings = new Dictionary<string, string?>(environment) { ["INVENTORY"] = inventory ?? environment["INVENTORY"] };
        if (IsInMemory && OnlyByWire is null) return await RunAsync(ClientsOf(caller).Clients, settings, caller);

        using var overWire = new ImpatientClients(way, Sandbox.Endpoint, caller)
        {
            CallTimeout = callTimeout ?? TimeSpan.FromSeconds(100),
            OnlyByWire = IsInMemory ? (Sandbox, OnlyByWire!) : null,
        };
        return await RunAsync(overWire.Clients, settings, caller);
    }

    /// <summary>Makes the passes of a grace period and one more day, with almost the longest pause between them. The day is for passes that had to wait and so began later.</summary>
    /// <returns>How the last one failed.</returns>
    public async Task<Exception?> GracePassesAsync()
    {
        Exception? error = null;
        foreach (var pause in (TimeSpan[])[LongestPause, LongestPause, TimeSpan.FromDays(1)])
        {
            Sandbox.Clock.Advance(pause - TimeSpan.FromHours(1));
            error = await PassAsync();
        }

        return error;
    }

    /// <summary>The id of a key that was deleted before the story begins, and whose tag is still there.</summary>
    public string Gone { get; private set; } = "";

    public string State => Account.Snapshot();

    /// <summary>Removes users who are the same as in another state of this account whose future is known.</summary>
    public void Forget(string known, IReadOnlyCollection<SandboxUser> except)
    {
        var names = UsersOf(State).Intersect(UsersOf(known)).Select(user => (string?)JsonNode.Parse(user)!["Name"]).ToHashSet();
        foreach (var user in Account.Users.Except(except).Where(user => names.Contains(user.Name)).ToArray()) Account.DeleteUser(user.Name);

        static IEnumerable<string> UsersOf(string state) => JsonNode.Parse(state)!["Users"]!.AsArray().Select(user => user!.ToJsonString());
    }

    /// <summary>What KeyReaper's tags say, each with its user, to the day.</summary>
    public IEnumerable<string> Said() =>
        from user in Account.Users
        from tag in user.Tags
        where tag.Key.StartsWith(Deed.TagPrefix, StringComparison.Ordinal)
        let said = Given.Said.In(tag.Value)
        where said is not null
        select string.Create(CultureInfo.InvariantCulture, $"{user.Name} {said.State} {said.Since:yyyy-MM-dd}{(said.Seen is { } seen ? $" seen {seen:yyyy-MM-dd}" : "")}");

    public ValueTask DisposeAsync()
    {
        foreach (var clients in inMemory.Values) clients.Dispose();
        return Sandbox.DisposeAsync();
    }

    private InMemoryClients ClientsOf(string caller) => inMemory.TryGetValue(caller, out var clients) ? clients : inMemory[caller] = new(Sandbox, caller);

    private async Task<Exception?> RunAsync(Clients clients, Dictionary<string, string?> settings, string caller)
    {
        var log = new CollectedLog();
        var pass = History.Begin(Rules, caller);
        Exception? error = null;
        try
        {
            await FunctionWith.InvokeAsync(clients, Sandbox.Clock, settings.GetValueOrDefault, log);
        }
#pragma warning disable CA1031 // the sweeps look at how a pass fails
        catch (Exception failure)
#pragma warning restore CA1031
        {
            error = failure;
        }

        History.End(pass, log.ToString(), error is not null);
        return error;
    }

    /// <summary>Plays the forty days before the story begins.</summary>
    private void Populate()
    {
        Account.Alias = "swept";
        Key("amy", used: 45).User.Tag("owner", "ops");
        Key("bea", created: 100);
        Key("cid", used: 1);
        var (dan, eve, fay) = (Key("dan", used: 90), Key("eve", used: 90), Key("fay", used: 100));

        var gus = Key("gus", used: 200).User; // exempt, on the second page of tags
        foreach (var letter in "abcde") gus.Tag($"{letter}", "x");
        gus.Tag("KeyReaper:Exempt", "true");

        Key("hal", used: 200, path: "/break-glass/");
        var ida = Key("ida", used: 2);
        var gone = Key("ida", used: 200);
        ida.User.Tag("keyreaper:key:AKIAFOREIGNVALUE0000", "see the wiki");
        Gone = gone.Id;

        Key("joe", used: 3);
        Key("joe", used: 60);
        var (kim, max) = (Key("kim", used: 80), Key("max", used: 80));
        Account.CreateUser("lou");

        foreach (var key in (SandboxAccessKey[])[eve, fay, gone]) key.Deactivate();
        Sandbox.Clock.Advance(TimeSpan.FromDays(37));
        foreach (var key in (SandboxAccessKey[])[kim, max]) key.Deactivate();
        Sandbox.Clock.Advance(TimeSpan.FromDays(3));
        History.Watched(eve, Ago(40), Ago(1));
        History.Watched(fay, Ago(40), Ago(1));
        History.Watched(gone, Ago(40), Ago(1));
        History.Watched(kim, Ago(3), Ago(1));
        History.Watched(max, Ago(3), Ago(2));
        dan.Deactivate();
        fay.Activate();
        gone.Delete();
    }

    private SandboxAccessKey Key(string user, double created = 400, double? used = null, string path = "/")
    {
        var owner = Account.Users.FirstOrDefault(one => one.Name == user) ?? Account.CreateUser(user, path, Ago(created));
        var key = owner.CreateAccessKey(Ago(created));
        if (used is { } days) key.Use(at: Ago(days));
        return key;
    }

    private static DateTimeOffset Ago(double days) => Today.AddDays(-days);
}
