using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using KeyReaper.Benchmarks.Accounts;
using KeyReaper.Benchmarks.Passes;

namespace KeyReaper.Benchmarks.Measuring;

/// <summary><c>keyreaper preview --accounts</c> over a seeded organization: calls, time and memory.</summary>
internal static class PreviewBench
{
    private static readonly int[] Latencies = [1, 20];
    private static readonly int[] AtOnce = [4, 8, 16];

    public static async Task RunAsync((int Accounts, int Users) size, TextWriter output)
    {
        await output.WriteLineAsync($"{size.Accounts} accounts of {size.Users} users, keyreaper preview --accounts - --json");
        await output.WriteLineAsync("latency ms  accounts at once   calls  wall s   CPU s  peak RSS MiB  error");
        foreach (var latency in Latencies)
        {
            using var server = Start(redirectInput: true, Parts.Organization, Text(size.Accounts), Text(size.Users), Text(latency));
            var endpoint = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The process with the organization did not start.");
            foreach (var atOnce in AtOnce)
            {
                var usage = await LookAsync(endpoint, size.Accounts, atOnce);
                await server.StandardInput.WriteLineAsync();
                var calls = JsonSerializer.Deserialize(await server.StandardOutput.ReadLineAsync() ?? "{}", Wire.Default.DictionaryStringInt32)!;
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{latency,10}  {atOnce,16}  {calls.Values.Sum(),6}  {usage.Wall.TotalSeconds,6:N1}  {usage.Cpu.TotalSeconds,6:N1}  {usage.PeakBytes / 1024.0 / 1024.0,12:N0}  {usage.Error}"));
            }

            server.StandardInput.Close();
            await server.WaitForExitAsync();
        }
    }

    private static async Task<Usage> LookAsync(string endpoint, int accounts, int atOnce)
    {
        string[] ids = [.. Enumerable.Range(1, accounts).Select(number => number.ToString("000000000000", CultureInfo.InvariantCulture))];
        using var look = Start(redirectInput: false, Parts.Preview, "--accounts", string.Join(',', ids), "--json", "--accounts-at-once", Text(atOnce));
        var last = "";
        while (await look.StandardOutput.ReadLineAsync() is { } line) last = line; // the report, then the result
        await look.WaitForExitAsync();
        return Usage.Parse(last);

        // The child's own variables: the parent has none of them.
        Process Start(bool redirectInput, params string[] arguments) => PreviewBench.Start(redirectInput, arguments, ("AWS_ENDPOINT_URL", endpoint), ("AWS_ACCESS_KEY_ID", "ASIABENCHMARKROLE000"), ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_REGION", "us-east-1"));
    }

    private static Process Start(bool redirectInput, params string[] arguments) => Start(redirectInput, arguments, []);

    private static Process Start(bool redirectInput, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = redirectInput, RedirectStandardOutput = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
