using System.Globalization;
using Amazon.Lambda.TestUtilities;
using KeyReaper.Aws;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Sweeps;

/// <summary>A pass in a process of its own, which a sandbox in another one can kill. It is given the endpoint and the time, and the function's variables in its environment.</summary>
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
