using System.Globalization;
using KeyReaper.Benchmarks.Measuring;
using Spectre.Console;

namespace KeyReaper.Benchmarks.Reporting;

/// <summary>The results as tables, on a terminal or in Markdown.</summary>
internal static class Tables
{
    private const int WidthOfPipes = 200;
    private const double MiB = 1024 * 1024;
    private static readonly string[] Changes = ["UpdateAccessKey", "DeleteAccessKey", "TagUser", "UntagUser"];
    private static readonly string[] Report = ["GenerateCredentialReport", "GetCredentialReport"];
    private static readonly string[] Reads = ["ListUsers", "GetUser", "ListAccessKeys", "GetAccessKeyLastUsed"];

    public static void Print(Results results, bool markdown)
    {
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = WidthOfPipes;

        Run[] runs = [.. results.Runs, .. results.CutShort];
        Show("AWS calls", Calls(runs));
        Show("Time and memory of the whole process", Usage(runs));
        Show("Keys deactivated, of those of each kind", Fates([.. results.Runs.Where(run => run.Scenario == results.Suite.EveryKind)]));
        Show("Users read at once, walk", Trials(results.Trials));
        Show("Figures to reach", FiguresOf(results));

        void Show(string title, Table table)
        {
            if (table.Rows.Count == 0) return;
            AnsiConsole.WriteLine(markdown ? $"\n### {title}\n" : $"\n{title}");
            AnsiConsole.Write(table.Border(markdown ? TableBorder.Markdown : TableBorder.Rounded));
        }
    }

    private static Table Calls(Run[] runs)
    {
        var table = Columns(["scenario", "way"], ["calls", .. Reads, "report", "changes", "other", "throttled"]);
        foreach (var run in runs)
        {
            int Of(params IEnumerable<string> actions) => actions.Sum(action => run.Seen.Calls.GetValueOrDefault(action));
            Row(table, run, Number(run.Seen.Total),
                [.. Reads.Select(action => Number(Of(action))), Number(Of(Report)), Number(Of(Changes)), Number(run.Seen.Total - Of([.. Reads, .. Report, .. Changes])), Number(run.Seen.Throttled)]);
        }

        return table;
    }

    private static Table Usage(Run[] runs)
    {
        var table = Columns(["scenario", "way"], ["wall s", "CPU s", "peak RSS MiB", "allocated MiB", "first call ms", "acted on", "not attempted", "failed"]);
        foreach (var run in runs)
        {
            Row(table, run, Seconds(run.Usage.Wall),
                [Seconds(run.Usage.Cpu), Number(run.Usage.PeakBytes / MiB), Number(run.Usage.AllocatedBytes / MiB), Number(run.ColdStart.TotalMilliseconds), .. Ended(run)]);
        }

        return table;
    }

    private static string[] Ended(Run run) => run.Seen.Report is { } report
        ? [run.Scenario.Live ? Number(report.Acted) : "", Number(report.NotAttempted), Number(report.Failed)]
        : ["", "", run.Usage.Error is null ? "" : "no report"];

    private static Table Fates(Run[] runs)
    {
        var table = Columns(["kind"], ["keys", "to deactivate", .. runs.Select(run => Word(run.Way))]);
        foreach (var (n, fate) in runs is [var first, ..] ? first.Seen.Fates.Index() : [])
            table.AddRow([fate.Kind, Number(fate.Keys), Number(fate.ToDeactivate), .. runs.Select(run => Number(run.Seen.Fates[n].Deactivated))]);
        return table;
    }

    private static Table Trials(List<Trial> trials)
    {
        var table = Columns(["scenario"], ["users at once", "retries", "calls", "throttled", "wall s", "to the fastest", "CPU s"]);
        foreach (var scenario in trials.GroupBy(trial => trial.Run.Scenario))
        {
            var fastest = scenario.Where(trial => trial.Run.Usage.Error is null).Min(trial => (TimeSpan?)trial.Run.Usage.Wall);
            foreach (var (usersAtOnce, retryMode, run) in scenario)
            {
                table.AddRow(
                    run.Scenario.Name, Number(usersAtOnce), retryMode.ToString().ToLowerInvariant(), Number(run.Seen.Total), Number(run.Seen.Throttled), Seconds(run.Usage.Wall),
                    run.Usage.Error is null && fastest is { } best ? (run.Usage.Wall / best).ToString("N2", CultureInfo.InvariantCulture) : "broke off", Seconds(run.Usage.Cpu));
            }
        }

        return table;
    }

    private static Table FiguresOf(Results results)
    {
        var table = Columns(["figure"], ["target", "measured"]).AddColumn("met");
        foreach (var figure in Figures.Of(results))
            table.AddRow(figure.What, figure.Target, figure.Measured, figure.Met switch { true => "yes", false => "NO", null => "" });
        return table;
    }

    private static Table Columns(IEnumerable<string> words, IEnumerable<string> numbers)
    {
        var table = new Table();
        foreach (var word in words) table.AddColumn(word);
        foreach (var number in numbers) table.AddColumn(new TableColumn(number).RightAligned());
        return table;
    }

    private static void Row(Table table, Run run, string first, string[] others) => table.AddRow([run.Scenario.Name, Word(run.Way), first, .. others]);

    private static string Word(Way way) => way.ToString().ToLowerInvariant();

    private static string Number(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("N2", CultureInfo.InvariantCulture);
}
