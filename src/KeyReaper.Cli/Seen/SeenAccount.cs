using KeyReaper.Cli.Html;
using KeyReaper.Cli.Live;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using Spectre.Console;

namespace KeyReaper.Cli.Seen;

/// <summary>What a preview saw of one account.</summary>
internal sealed class SeenAccount(Report report, string callerArn) : ISeen
{
    private static readonly TimeSpan AllTheTimeItTakes = TimeSpan.FromDays(1);

    public static async Task<SeenAccount> ReadAsync(Look look, CancellationToken cancelled)
    {
        using var account = await look.OpenAsync(cancelled);
        using var time = new TimeBudget(AllTheTimeItTakes, look.Clock);
        var report = await Waiting.ForAsync(progress => new Reaper(look.Settings, account.Iam, look.Clock, new Warnings(look.Errors), progress).RunAsync(account.Id, time), cancelled);
        return new(report, account.CallerArn);
    }

    public IEnumerable<Report> Reports => [report];

    public bool FellShort => report.FellShort;

    public bool NothingRead => false; // a list that broke off counts as having fallen short

    public string Json() => JsonReport.Of(report, inUse: true).Render(most: int.MaxValue);

    public string Html() => HtmlReport.Render(report);

    public IEnumerable<string> Commands() => ByHand.Script(report);

    public IEnumerable<string> PermissionsToAdd() => Permissions.ToAdd(report);

    public void WriteCsv(TextWriter output) => KeyCsv.Write(report, output);

    public void Show(IAnsiConsole console) => new PreviewScreen(console).Show(report, callerArn);
}
