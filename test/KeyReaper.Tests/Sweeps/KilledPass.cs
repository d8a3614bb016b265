using System.Globalization;
using Amazon.Lambda.TestUtilities;
using KeyReaper.Aws;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Sweeps;

/// <summary>A pass in a separate process, which a sandbox in another process can kill. Its arguments are the endpoint and the time; the function's variables are in its environment.</summary>
internal static class KilledPass
{
    public const string Command = "pass";

    public static async Task RunAsync(string[] arguments)
    {
        var now = DateTimeOffset.Parse(arguments[1], CultureInfo.InvariantCulture);
        var clock = SandboxClock.Frozen(now);
        clock.SkipsWaitsUpTo = TimeSpan.FromSeconds(30);

        using var clients = new ImpatientClients(new WholeAnswers(new()), new(arguments[0]));
        await FunctionWith.InvokeAsync(clients.Clients, clock, Environment.GetEnvironmentVariable, new TestLambdaLogger());
    }

    public static Child Start(SweptAccount account) => Child.Start(
        "dotnet",
        [typeof(KilledPass).Assembly.Location, Command, account.Sandbox.Endpoint.ToString(), account.Sandbox.Clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)],
        account.Environment.Select(variable => (variable.Key, variable.Value)));
}
