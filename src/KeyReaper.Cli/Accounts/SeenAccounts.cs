using KeyReaper.Cli.Seen;
using KeyReaper.Pass;
using Spectre.Console;

namespace KeyReaper.Cli.Accounts;

/// <summary>What a preview saw of many accounts.</summary>
internal sealed class SeenAccounts(AccountsReport report) : ISeen
{
    public IEnumerable<Report> Reports => report.Accounts.Select(account => account.Report).OfType<Report>();

    public bool FellShort => report.FellShort;

    public bool NothingRead => report.Unknown.Count == report.Accounts.Count;

    public string Json() => AccountsJson.Of(report).Render();

    public string Html() => AccountsPage.Render(report);

    public IEnumerable<string> Commands() => Reports.Where(one => ByHand.Of(one).Any()).SelectMany(one => ByHand.Script(one).Append(""));

    public IEnumerable<string> PermissionsToAdd() => AccountsPreview.ToAdd(report);

    public void WriteCsv(TextWriter output) => AccountsCsv.Write(report, output);

    public void Show(IAnsiConsole console) => new AccountsScreen(console).Show(report);
}
