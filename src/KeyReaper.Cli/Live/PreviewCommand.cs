using System.CommandLine;
using KeyReaper.Cli.Html;
using KeyReaper.Reporting;

namespace KeyReaper.Cli.Live;

/// <summary><c>keyreaper preview</c>: what a deployment would do, before there is one.</summary>
internal static class PreviewCommand
{
    private static readonly TimeSpan AllTheTimeItTakes = TimeSpan.FromDays(1);

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Writes the report as JSON, as queues and functions get it, with every key." };
        var csv = new Option<bool>("--csv") { Description = "Writes one row of CSV per access key that was judged, and per user whose keys were not." };
        var html = new Option<string?>("--html") { HelpName = "file", Description = "Also writes the report as one HTML page, with charts, search and the commands to copy." };

        var command = LiveCommand.Create(
            "preview",
            "Looks at the access keys of an AWS account and shows what a deployment with these settings would do.",
            [json, csv, html],
            async (look, cancelled) =>
            {
                await using var page = Page.Open(look.Given.GetValue(html)); // before the minutes that a large account takes
                var report = await ReadAsync(look);

                if (page is not null) await page.WriteAsync(HtmlReport.Render(report));
                if (look.Given.GetValue(json)) await look.Output.WriteLineAsync(JsonReport.Of(report).Render(most: int.MaxValue));
                else if (look.Given.GetValue(csv)) KeyCsv.Write(report, look.Output);
                else new PreviewScreen(Terminal.Console()).Show(report, look.Account.CallerArn);

                foreach (var line in Permissions.ToAdd(report)) await look.Errors.WriteLineAsync(line);
                return report.FellShort ? LiveCommand.FellShort : 0;
            });
        command.Validators.Add(given =>
        {
            if (given.GetValue(json) && given.GetValue(csv)) given.AddError("--json and --csv cannot both be written to one output.");
        });
        return command;
    }

    private static async Task<Report> ReadAsync(Look look)
    {
        using var time = new TimeBudget(AllTheTimeItTakes, look.Clock);
        return await Waiting.ForAsync(progress =>
            new Reaper(look.Settings, look.Account.Iam, look.Clock, new Warnings(look.Errors), progress).RunAsync(look.Account.Id, time));
    }
}
