using KeyReaper.Sandbox;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli;

/// <summary>An account in the sandbox as <c>keyreaper</c> in a separate process sees it, only through environment variables and profiles.</summary>
internal sealed class LiveSandbox : IAsyncDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("keyreaper-home-");

    private LiveSandbox(SandboxServer server)
    {
        Server = server;
        server.Account.Alias = "example-prod";
        Environment = new()
        {
            ["AWS_ENDPOINT_URL"] = server.Endpoint.ToString(),
            ["AWS_ACCESS_KEY_ID"] = "AKIDADMINISTRATOR",
            ["AWS_SECRET_ACCESS_KEY"] = "any",
            ["AWS_SESSION_TOKEN"] = null,
            ["AWS_PROFILE"] = null,
            ["AWS_REGION"] = null,
            ["AWS_DEFAULT_REGION"] = null,
            ["AWS_EC2_METADATA_DISABLED"] = null,
            ["AWS_CONFIG_FILE"] = Path.Combine(home.FullName, "config"),
            ["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(home.FullName, "credentials"),
        };
    }

    public SandboxServer Server { get; }

    public SandboxAccount Account => Server.Account;

    /// <summary>Variables that the process gets besides this one's own; null removes one.</summary>
    public Dictionary<string, string?> Environment { get; }

    /// <summary>Starts it with the machine's time, since the other process has no other.</summary>
    /// <param name="ahead">How far the account's time is ahead of it.</param>
    public static async Task<LiveSandbox> StartAsync(TimeSpan ahead = default) => new(await SandboxServer.StartAsync(new() { Clock = SandboxClock.Running(TimeProvider.System.GetUtcNow() + ahead) }));

    /// <summary>A user with one active key, created and last used (null: never) that many days ago.</summary>
    public SandboxAccessKey Key(string user, double created = 400, double? used = null, string path = "/")
    {
        var key = (Account.Users.FirstOrDefault(one => one.Name == user) ?? Account.CreateUser(user, path, Ago(created))).CreateAccessKey(Ago(created));
        if (used is { } days) key.Use(at: Ago(days));
        return key;
    }

    /// <summary>Records that a pass found the key inactive that many days ago, and that one saw it inactive yesterday.</summary>
    public void Remember(SandboxAccessKey key, double days) =>
        key.User.Tag($"keyreaper:key:{key.Id}", $"inactive {Ago(days):yyyy-MM-dd'T'HH:mm:ss'Z'} seen {Ago(1):yyyy-MM-dd'T'HH:mm:ss'Z'}");

    public void WriteConfig(string text) => File.WriteAllText(Environment["AWS_CONFIG_FILE"]!, text);

    /// <summary>Makes the process sign as a role with these policies.</summary>
    public SandboxRole SignAsRole(params IEnumerable<string> policies)
    {
        var role = Account.CreateRole("auditor", policies);
        role.SignsWith(Environment["AWS_ACCESS_KEY_ID"]!);
        return role;
    }

    /// <summary>Starts a process without waiting for it.</summary>
    public Child Begin(params IEnumerable<string> arguments) => Child.Start("dotnet", [CommandLine.Program, .. arguments], Environment.Select(variable => (variable.Key, variable.Value)));

    public Task<Child> RunAsync(params IEnumerable<string> arguments) => RunAsync("dotnet", [CommandLine.Program, .. arguments]);

    public Task<Child> RunAsync(string command, IEnumerable<string> arguments, params IEnumerable<(string Name, string? Value)> more)
    {
        Account.CredentialReport.Store(); // otherwise each look waits two seconds for one
        return Child.RunAsync(command, arguments, [.. Environment.Select(variable => (variable.Key, variable.Value)), .. more]);
    }

    /// <summary>Runs on a terminal of that width, which has both output and errors.</summary>
    public Task<Child> RunOnTerminalAsync(int columns, params IEnumerable<string> arguments)
    {
        const string Terminal = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";
        return RunAsync(
            "python3",
            ["-c", Terminal, "sh", "-c", $"stty cols {columns} && exec dotnet '{CommandLine.Program}' {string.Join(' ', arguments)}"],
            ("TERM", "xterm-256color"), ("COLUMNS", null), ("NO_COLOR", null));
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        home.Delete(recursive: true);
    }

    private DateTimeOffset Ago(double days) => Server.Clock.GetUtcNow().AddDays(-days);
}
