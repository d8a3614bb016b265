using System.Globalization;
using KeyReaper.Cli.Seen;
using KeyReaper.Pass;
using KeyReaper.Words;
using Spectre.Console;

namespace KeyReaper.Cli.Accounts;

/// <summary>Many accounts on the screen: the sums, a row for each account, the worst first, then the details of each.</summary>
internal sealed class AccountsScreen(IAnsiConsole console)
{
    private const int NarrowestTable = 76;

    public void Show(AccountsReport report)
    {
        console.MarkupLineInterpolated($"[bold]{Wording.Count(report.Accounts.Count, "account")}[/], {Wording.Minute(report.Now)}");
        console.MarkupLineInterpolated($"[bold]{report.Sentence}[/]");
        console.WriteLine();
        if (console.Profile.Width >= NarrowestTable) Table(report);
        else Lines(report);
        console.WriteLine();

        foreach (var account in report.Accounts.Where(account => account.Report is { } its && (its.Upshot > Upshot.Quiet || its.Listing.RootAccessKeys > 0)))
        {
            console.Write(new Rule { Style = Style.Parse("grey") });
            new PreviewScreen(console).Show(account.Report!, account.CallerArn!);
            console.WriteLine();
        }
    }

    private void Table(AccountsReport report)
    {
        var table = new Grid();
        table.AddColumn(new GridColumn { Width = 12, NoWrap = true, Padding = new(0, 0, 1, 0) });
        foreach (var column in AccountColumn.All) table.AddColumn(new GridColumn { Width = column.Width, NoWrap = true, Alignment = Justify.Right, Padding = new(0, 0, 1, 0) });

        table.AddRow([new Text("Account", Grey), .. AccountColumn.All.Select(column => new Text(column.Narrow, Grey))]);
        table.AddRow([new Text("all", Bold), .. AccountColumn.All.Select(column => new Text(column.Text(report.Totals), Bold))]);
        foreach (var account in report.Accounts)
        {
            if (account.Figures is { } figures)
                table.AddRow([new Text(account.Id), .. AccountColumn.All.Select(column => new Text(column.Text(figures), column.Text(figures) == "0" ? Grey : Style.Plain))]);
            else table.AddRow([new Text(Wording.Plain(account.Id), Red), .. AccountColumn.All.Select(_ => new Text("?", Red))]);
        }

        console.Write(table);
        Unknown(report);
    }

    private void Lines(AccountsReport report)
    {
        console.MarkupLineInterpolated($"[bold]all[/] {Words(report.Totals)}");
        foreach (var account in report.Accounts) console.MarkupLineInterpolated($"[bold]{Wording.Plain(account.Id)}[/] {(account.Figures is { } figures ? Words(figures) : "not known")}");
        Unknown(report);
    }

    /// <summary>Says why nothing is known, once for each cause.</summary>
    private void Unknown(AccountsReport report)
    {
        if (report.Unknown.Count == 0) return;

        console.WriteLine();
        console.MarkupLineInterpolated($"[bold red]NOT KNOWN ({report.Unknown.Count})[/]");
        foreach (var cause in report.Causes)
        {
            console.MarkupLineInterpolated($"  {cause.Whose}: {cause.Why}");
            if (cause.Accounts.Count > 1) console.MarkupLineInterpolated($"    {string.Join(", ", cause.Accounts)}");
        }
    }

    private static string Words(AccountFigures figures) =>
        string.Join(", ", AccountColumn.All.Where((column, index) => index < 3 || column.Of(figures) > 0).Select(column => $"{Number(column.Of(figures))} {column.Name}")) + (figures.RootNotKnown > 0 ? ", root keys not known" : "");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static Style Grey => Style.Parse("grey");

    private static Style Bold => Style.Parse("bold");

    private static Style Red => Style.Parse("red");
}
