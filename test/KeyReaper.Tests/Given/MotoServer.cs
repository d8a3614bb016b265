using System.Text.RegularExpressions;

namespace KeyReaper.Tests.Given;

/// <summary>moto_server, an independent implementation of AWS, started when it is first needed. Needs <c>[InstalledFact("moto_server")]</c>.</summary>
internal sealed partial class MotoServer : IAsyncDisposable
{
    private Child? process;
    private Uri? endpoint;

    /// <summary>Its endpoint, after everything in it was deleted.</summary>
    public async Task<Uri> EmptyAsync()
    {
        // With port 0 it takes a free one and prints it as soon as it listens, so there is no port to guess and nothing to poll.
        process ??= Child.Start("moto_server", ["-H", "127.0.0.1", "-p", "0"]);
        endpoint ??= new((await process.LineAsync(RunningOn())).Groups["endpoint"].Value);

        using var http = new HttpClient();
        using var answer = await http.PostAsync(new Uri(endpoint, "moto-api/reset"), content: null);
        answer.EnsureSuccessStatusCode();
        return endpoint;
    }

    public ValueTask DisposeAsync() => process?.DisposeAsync() ?? ValueTask.CompletedTask;

    [GeneratedRegex(@"Running on (?<endpoint>http://127\.0\.0\.1:[0-9]+)")]
    private static partial Regex RunningOn();
}
