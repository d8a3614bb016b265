using System.CommandLine;
using KeyReaper.Benchmarks.Measuring;
using KeyReaper.Benchmarks.Reporting;

namespace KeyReaper.Benchmarks;

internal static class CommandLine
{
    public static Task<int> RunAsync(string[] args)
    {
        var quick = new Option<bool>("--quick") { Description = "Small accounts only, as for a build server." };
        var rateLimited = new Option<bool>("--rate-limited") { Description = "Also the passes at 15 requests a second: up to a quarter of an hour each." };
        var concurrency = new Option<bool>("--concurrency") { Description = "Also how many users are best read at once." };
        var preview = new Option<bool>("--preview") { Description = "Only previews of 100 accounts of 300 users each, under 1 ms and 20 ms of latency." };
        var only = new Option<string>("--only") { Description = "Only scenarios whose name contains this.", DefaultValueFactory = _ => "" };
        var function = new Option<DirectoryInfo?>("--function") { Description = "Measure the function published in this directory instead of the build's." };
        var markdown = new Option<bool>("--markdown") { Description = "Print Markdown." };

        var root = new RootCommand("Measures KeyReaper's passes over accounts of a sandbox: AWS calls, time, memory. Reports, asserts nothing.")
        {
            quick, rateLimited, concurrency, preview, only, function, markdown,
        };
        root.SetAction(async result =>
        {
            if (result.GetValue(preview))
            {
                await PreviewBench.RunAsync(result.GetValue(quick) ? (10, 50) : (100, 300), Console.Out);
                return;
            }

            using var deployment = new Deployment(result.GetValue(function));
            var program = new Programme(new Bench(deployment), result.GetValue(quick) ? Suite.Quick : Suite.Full, Console.Error);

            await program.PassesAsync(result.GetValue(only)!);
            if (result.GetValue(rateLimited)) await program.RateLimitedAsync();
            if (result.GetValue(concurrency)) await program.ConcurrencyAsync();

            Tables.Print(program.Results, result.GetValue(markdown));
        });
        return root.Parse(args).InvokeAsync();
    }
}
