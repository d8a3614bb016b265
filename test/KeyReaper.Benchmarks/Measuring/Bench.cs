using System.Diagnostics;
using System.Globalization;
using Amazon.Runtime;
using KeyReaper.Benchmarks.Accounts;
using KeyReaper.Benchmarks.Passes;

namespace KeyReaper.Benchmarks.Measuring;

/// <summary>Runs measured passes, each in a process of its own.</summary>
internal sealed class Bench(Deployment deployment)
{
    /// <summary>What Lambda gives an invocation: the template's timeout.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(900);

    /// <summary>A pass over an account of its own.</summary>
    public async Task<Run> RunAsync(Scenario scenario, Way way)
    {
        await using var account = await Account.StartAsync(scenario.Setup);
        return await RunAsync(scenario, way, account, Timeout);
    }

    public Task<Run> RunAsync(Scenario scenario, Way way, Account account, TimeSpan remaining) => MeasureAsync(
        scenario, way, account, way is Way.Sequential
            ? [Parts.KeyWalk, "1", bool.FalseString, nameof(RequestRetryMode.Standard)]
            : [Parts.Function, remaining.TotalSeconds.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>A walk with tags, so many users at once.</summary>
    public async Task<Run> WalkAsync(Scenario scenario, int usersAtOnce, RequestRetryMode retryMode)
    {
        await using var account = await Account.StartAsync(scenario.Setup);
        return await MeasureAsync(scenario, Way.Walk, account, [Parts.KeyWalk, usersAtOnce.ToString(CultureInfo.InvariantCulture), bool.TrueString, retryMode.ToString()]);
    }

    private async Task<Run> MeasureAsync(Scenario scenario, Way way, Account account, string[] arguments)
    {
        await account.ClearAsync();

        var command = deployment.Command(arguments);
        foreach (var (name, value) in EnvironmentFor(scenario, way, account.Ready)) command.Environment[name] = value;

        var started = TimeProvider.System.GetUtcNow();
        using var process = Process.Start(command)!;
        var last = "";
        while (await process.StandardOutput.ReadLineAsync() is { } line) last = line; // the log and the metrics, then the result
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{scenario.Name}, {way}: the pass ended with exit code {process.ExitCode}.");

        var seen = await account.ReadAsync();
        return new(scenario, way, account.Ready, Usage.Parse(last), seen, (seen.FirstCallAt ?? started) - started);
    }

    private static Dictionary<string, string> EnvironmentFor(Scenario scenario, Way way, Ready account) => new()
    {
        ["AWS_ENDPOINT_URL"] = account.Endpoint.ToString(),
        ["DOTNET_GCgen0size"] = "0x200000", // as template.yaml sets it
        ["AWS_ACCESS_KEY_ID"] = "ASIABENCHMARKROLE000",
        ["AWS_SECRET_ACCESS_KEY"] = "secret",
        ["AWS_REGION"] = "eu-west-1",
        ["TOPIC_ARN"] = account.TopicArn,
        ["DRY_RUN"] = scenario.Live ? "false" : "true",
        ["MAX_DEACTIVATIONS"] = "10000",
        ["MAX_DELETIONS"] = "10000",
        ["INVENTORY"] = way is Way.Auto ? "auto" : "walk",
    };
}
