using KeyReaper.Reporting;
using KeyReaper.Rules;
using Spectre.Console;
using static KeyReaper.Reporting.Wording;

namespace KeyReaper.Cli.Live;

/// <summary>A report for the eye: a table per fate, the most pressing first.</summary>
internal sealed class PreviewScreen(IAnsiConsole console)
{
    private const int NarrowestTable = 72;
    private const int WidestTable = 120;

    public void Show(Report report, string callerArn)
    {
        var alias = report.AccountAlias is { } name ? $" ({Plain(name)})" : "";
        console.MarkupLineInterpolated($"[bold]Account {report.AccountId}{alias}[/], {report.Now.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        console.MarkupLineInterpolated($"[grey]Seen as {Plain(callerArn)}, by reads only.[/]");
        console.WriteLine();

        Attend(report);
        foreach (var fate in Fate.All(report).Where(fate => fate.Keys.Count > 0)) Show(report, fate);
        Exempt(report.Listing.ExemptUsers);

        console.MarkupLineInterpolated($"[bold]{TextReport.Sentence(report)}[/]");
        console.MarkupLineInterpolated($"{TextReport.Inventory(report)}");
        if (report.Plan.Steps.Count > 0) console.MarkupLine("[grey]Why one of them: keyreaper explain ACCESS-KEY-ID[/]");
    }

    private void Attend(Report report)
    {
        // What follows an empty line is for the function's role.
        string[] lines = [.. Attention.Of(report).Lines.TakeWhile(line => line.Length > 0)];
        if (lines.Length == 0) return;

        Heading("NEEDS ATTENTION", lines.Length, "red");
        foreach (var line in lines) console.Write(new Padder(new Text(line), new Padding(2, 0, 0, 0)));
        console.WriteLine();
    }

    private void Show(Report report, Fate fate)
    {
        Heading(fate.Heading, fate.Keys.Count, fate.Colour);
        Rows(["User", "Access key", "Use", fate.Column], fate.Keys.Select(key => new[] { User(report, key.Key.User), Markup.Escape(Plain(key.Key.Id)), Markup.Escape(key.Use), Markup.Escape(key.Note) }));
    }

    private void Exempt(IReadOnlyList<ExemptUser> users)
    {
        if (users.Count == 0) return;

        Heading("EXEMPT USERS", users.Count, "grey");
        Rows(["User", "Why", "Through"], users.Select(one => new[]
        {
            User(one.User), Markup.Escape(Plain(one.Exemption.Why)), one.Exemption.Until is { } day ? $"{day:yyyy-MM-dd}" : "for good",
        }));
    }

    private void Heading(string text, int count, string colour) => console.MarkupLine($"[bold {colour}]{text} ({count})[/]");

    /// <summary>A table, or where there is no room for one, a few lines a row.</summary>
    private void Rows(string[] columns, IEnumerable<string[]> rows)
    {
        if (console.Profile.Width < NarrowestTable) Stack(columns, rows);
        else console.Write(Table(columns, rows));
        console.WriteLine();
    }

    private void Stack(string[] columns, IEnumerable<string[]> rows)
    {
        foreach (var row in rows)
        {
            console.Write(new Padder(new Markup(row[0]), new Padding(2, 0, 0, 0)));
            foreach (var (column, cell) in columns.Zip(row).Skip(1)) console.Write(new Padder(new Markup($"[grey]{column.ToLowerInvariant()}[/] {cell}"), new Padding(4, 0, 0, 0)));
        }
    }

    private Table Table(string[] columns, IEnumerable<string[]> rows)
    {
        const int Id = 20, Last = 14, Padding = 2;
        var rest = Math.Min(console.Profile.Width, WidestTable) - Last - (Padding * columns.Length) - (columns.Length == 4 ? Id : 0);
        int[] widths = columns.Length == 4 ? [rest * 2 / 5, Id, rest - (rest * 2 / 5), Last] : [rest * 2 / 5, rest - (rest * 2 / 5), Last];

        var table = new Table { Border = TableBorder.Horizontal };
        foreach (var (column, width) in columns.Zip(widths)) table.AddColumn(new TableColumn($"[grey]{column}[/]") { Width = width });
        foreach (var row in rows) table.AddRow(row);
        return table;
    }

    private static string User(Report report, IamUser user) => report.OwnerOf(user) is { } owner ? $"{User(user)}\n[grey]owner {Markup.Escape(Plain(owner))}[/]" : User(user);

    private static string User(IamUser user) => user.Path == "/" ? Markup.Escape(Plain(user.Name)) : $"[grey]{Markup.Escape(Plain(user.Path))}[/]{Markup.Escape(Plain(user.Name))}";
}
