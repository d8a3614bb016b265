using KeyReaper.Cli.Seen;
using KeyReaper.Pass;
using KeyReaper.Rules;
using KeyReaper.Words;
using Spectre.Console;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Cli.Explain;

/// <summary>An explanation on the screen: the verdict, the facts behind it, the way through the table, what comes next.</summary>
internal sealed class ExplainScreen(IAnsiConsole console)
{
    public void Show(Report report, Step step, string callerArn)
    {
        var explanation = new Explanation(report, step);

        console.MarkupLineInterpolated($"[bold]Account {report.AccountId}[/], {Wording.Minute(report.Now)}");
        console.MarkupLineInterpolated($"[grey]Seen as {Plain(callerArn)}[/]");
        console.WriteLine();

        console.MarkupLineInterpolated($"[bold]Access key {Plain(step.Key.Id)} of user {Plain(step.Key.User.Name)}[/]");
        console.MarkupLineInterpolated($"[bold {Colour(step.Verdict.Act)}]{explanation.Verdict}[/]");
        if (explanation.Next.Length > 0) console.MarkupLineInterpolated($"{explanation.Next}");
        console.WriteLine();

        Commands(ByHand.Of(report, step));
        Pairs("FACTS", explanation.Facts);
        Pairs("SETTINGS", explanation.Thresholds);
        Rows([.. explanation.Rows]);
        Remedies([.. explanation.Remedies]);
    }

    /// <summary>Does not break lines, however narrow the terminal, so that they can be copied.</summary>
    private void Commands(IReadOnlyList<string> lines)
    {
        if (lines.Count == 0) return;

        console.MarkupLineInterpolated($"[bold]BY HAND[/]");
        foreach (var line in lines) console.Profile.Out.Writer.WriteLine($"  {line}");
        console.WriteLine();
    }

    private void Pairs(string heading, IEnumerable<(string Name, string Value)> pairs)
    {
        console.MarkupLineInterpolated($"[bold]{heading}[/]");
        var grid = new Grid { Expand = false }.AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        foreach (var (name, value) in pairs) grid.AddRow(new Text(name, Style.Parse("grey")), new Text(value));
        Indented(grid);
    }

    private void Rows(IReadOnlyList<(Row Row, bool Matches)> rows)
    {
        console.MarkupLineInterpolated($"[bold]DECISION TABLE[/]");
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true }).AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        foreach (var (row, matches) in rows)
        {
            var style = Style.Parse(matches ? "bold" : "grey");
            grid.AddRow(new Text(matches ? "yes" : "no", style), new Text(row.Status, style), new Text(row.And, style));
        }

        Indented(grid);
        if (Judge.Rows.Count > rows.Count) console.MarkupLineInterpolated($"[grey]The first row that matches decides: the other {Judge.Rows.Count - rows.Count} were not tried.[/]");
    }

    /// <summary>Does not break commands, however narrow the terminal, so that they can be copied.</summary>
    private void Remedies(IReadOnlyList<(string What, string Command)> remedies)
    {
        if (remedies.Count == 0) return;
        console.MarkupLineInterpolated($"[bold]COMMANDS[/]");
        foreach (var (what, command) in remedies)
        {
            console.WriteLine();
            console.Write(new Padder(new Text(what), new Padding(2, 0, 0, 0)));
            console.Profile.Out.Writer.WriteLine(command);
        }
    }

    private void Indented(Grid grid)
    {
        console.Write(new Padder(grid, new Padding(2, 0, 0, 0)));
        console.WriteLine();
    }

    private static string Colour(Act act) => act switch
    {
        Act.Delete => "red",
        Act.Deactivate or Act.StartGrace => "yellow",
        _ => "green",
    };
}
