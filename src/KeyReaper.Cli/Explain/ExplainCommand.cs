using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using KeyReaper.Aws;
using KeyReaper.Cli.Live;
using KeyReaper.Cli.Shell;
using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Words;

namespace KeyReaper.Cli.Explain;

/// <summary><c>keyreaper explain</c>: explains the verdict on one key.</summary>
internal static partial class ExplainCommand
{
    private static readonly string MoreHelp =
        $"""
        Exit codes:
          0    all was read
          {ExitCode.CouldNot}    it could not be done
          {ExitCode.FellShort}    not everything could be read
          {ExitCode.Interrupted}  Ctrl+C ({ExitCode.Terminated}: it was told to end)
        """;

    public static Command Create()
    {
        var id = new Argument<string>("access-key-id") { Description = "Such as AKIAIOSFODNN7EXAMPLE." };
        id.Validators.Add(AccessKeyId);
        var json = new Option<bool>("--json") { Description = "Writes the explanation as JSON, which infra/explanation.schema.json describes." };
        return LiveCommand.Create(
            "explain",
            "Shows why one access key gets the verdict it gets: the facts, and row by row what the decision table makes of them.",
            [id, json],
            MoreHelp,
            alsoCalls: "",
            async (look, cancelled) =>
            {
                using var account = await look.OpenAsync(cancelled);
                var report = await ReadAsync(look, account, look.Given.GetRequiredValue(id), cancelled).WaitAsync(cancelled);
                if (report.Listing.BrokeOff is { } trouble) await look.Errors.WriteLineAsync(Wording.Plain(trouble.Text));
                else if (look.Given.GetValue(json)) await look.Output.WriteLineAsync(ExplanationJson.Of(report, report.Plan.Steps.Single(), account.CallerArn).Render());
                else new ExplainScreen(Terminal.Console()).Show(report, report.Plan.Steps.Single(), account.CallerArn);

                foreach (var line in Permissions.ToAdd(report)) await look.Errors.WriteLineAsync(line);
                return report.Listing.BrokeOff is not null ? ExitCode.CouldNot : report.FellShort ? ExitCode.FellShort : 0;
            });
    }

    /// <summary>A pass over this key only.</summary>
    private static async Task<Report> ReadAsync(Look look, LiveAccount account, string id, CancellationToken cancelled)
    {
        var now = look.Clock.GetUtcNow();
        Listing listing;
        try
        {
            listing = new() { Keys = [await OneKey.ReadAsync(account, id, cancelled)] };
        }
        catch (IamException error)
        {
            listing = new() { BrokeOff = error.Trouble };
        }

        return new(now, look.Settings, account.Id, AccountAlias: null, listing, Plan.For(listing.Keys, look.Settings.Policy, now), Outcomes: []);
    }

    // Does not repeat what was typed: it might be a secret.
    private static void AccessKeyId(ArgumentResult given)
    {
        var text = given.Tokens.Single().Value;
        if (!IdForm().IsMatch(text)) given.AddError("That is not an access key id. One has 20 capital letters and digits, the first four AKIA.");
        else if (text.StartsWith("ASIA", StringComparison.Ordinal)) given.AddError("That is the id of temporary credentials, which expire by themselves. KeyReaper deals with users' access keys: AKIA...");
    }

    [GeneratedRegex(@"\A[A-Z0-9]{16,32}\z")]
    private static partial Regex IdForm();
}
