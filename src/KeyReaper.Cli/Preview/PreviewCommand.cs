using System.CommandLine;
using KeyReaper.Cli.Accounts;
using KeyReaper.Cli.Live;
using KeyReaper.Cli.Seen;
using KeyReaper.Cli.Shell;
using KeyReaper.Words;

namespace KeyReaper.Cli.Preview;

/// <summary><c>keyreaper preview</c>: shows what a deployment would do, before there is one.</summary>
internal static class PreviewCommand
{
    private const string StandardOutput = "-";

    private const string AlsoCalls =
        """


        Many accounts:
          It enters those of --accounts by sts:AssumeRole, the only other call that it makes. A policy restricts each session to these reads,
          whatever the role may do. If your own account is among them, it is read with your own credentials.
        """;

    private static readonly string MoreHelp =
        $"""
        Which keys:
          Those that it read one by one. With the credential report these are the keys that are not plainly in use, and keys of the same users;
          --inventory walk reads every key. The JSON lists them all, with those in use last, and counts the others. It is described by
          infra/report.schema.json. The CSV is UTF-8 with a byte order mark, which Excel needs; its column LastUse tells never from not looked up.

        Exit codes:
          0    all was read
          {ExitCode.CouldNot}    it could not be done
          {ExitCode.FellShort}    not everything could be read
          {ExitCode.Found}    all was read, and --fail-on names what was found
          {ExitCode.Interrupted}  Ctrl+C ({ExitCode.Terminated}: it was told to end)
        """;

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Writes the report as JSON, as queues and functions get it, with every key that was read." };
        var csv = new Option<bool>("--csv") { Description = "Writes one row of CSV per access key that was judged, and per user whose keys were not." };
        var commands = new Option<bool>("--commands") { Description = "Writes the AWS CLI commands that do by hand what a deployment would do, as a shell script." };
        var html = new Option<string?>("--html") { HelpName = "file", Description = "Also writes the report as one HTML page, with charts, search and the commands to copy. - is standard output, in place of the table." };
        var failOn = new Option<string?>("--fail-on")
        {
            HelpName = string.Join('|', Threshold.Words),
            Description = $"Ends with {ExitCode.Found} if a key is due within the warning period or worse (due), if a deployment would do something or worse (act), if a person has to look (attention).",
        };
        failOn.CompletionSources.Add([.. Threshold.Words]);

        var accounts = new AccountsOptions();

        var command = LiveCommand.Create(
            "preview",
            "Looks at the access keys of an AWS account, or of many, and shows what a deployment with these settings would do.",
            [json, csv, commands, html, failOn, .. accounts.All],
            MoreHelp,
            AlsoCalls,
            async (look, cancelled) =>
            {
                var (given, file) = (look.Given, look.Given.GetValue(html));
                await using var page = file is null or StandardOutput ? null : Page.Open(file); // opened first, so that a mistake shows before the minutes that a large account takes
                var seen = accounts.Asked(given) ? new SeenAccounts(await AccountsPreview.ReadAsync(look, accounts, cancelled)) : await SeenAccount.ReadAsync(look, cancelled) as ISeen;

                if (page is not null) await page.WriteAsync(seen.Html());
                if (given.GetValue(json)) await look.Output.WriteLineAsync(seen.Json());
                else if (given.GetValue(csv)) seen.WriteCsv(look.Output);
                else if (given.GetValue(commands)) await look.Output.WriteLineAsync(string.Join('\n', seen.Commands()));
                else if (file is StandardOutput) await look.Output.WriteLineAsync(seen.Html());
                else seen.Show(Terminal.Console());

                foreach (var line in seen.PermissionsToAdd()) await look.Errors.WriteLineAsync(line);
                if (page is not null) await look.Errors.WriteLineAsync($"The page is in {Wording.Plain(file!)}.");
                return seen.NothingRead ? ExitCode.CouldNot : seen.FellShort ? ExitCode.FellShort : Threshold.IsReached(given.GetValue(failOn), seen.Reports) ? ExitCode.Found : 0;
            });
        command.Validators.Add(given =>
        {
            string[] outputs = [.. new Option<bool>[] { json, csv, commands }.Where(given.GetValue).Select(option => option.Name), .. given.Typed(html) is StandardOutput ? ["--html -"] : Array.Empty<string>()];
            if (outputs.Length > 1) given.AddError($"{string.Join(" and ", outputs)} cannot {(outputs.Length == 2 ? "both" : "all")} be written to one output.");
            accounts.Validate(given);
            if (given.Typed(failOn) is { } word && !Threshold.Words.Contains(word)) given.AddError($"--fail-on is '{Wording.Plain(word)}'. Valid: due, act and attention.");
        });
        return command;
    }
}
