using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using KeyReaper.Words;
using Spectre.Console;
using Spectre.Console.Rendering;
using static KeyReaper.Words.Wording;

namespace KeyReaper.Cli.Seen;

/// <summary>A report on the screen: a table per group, the most urgent first.</summary>
internal sealed class PreviewScreen(IAnsiConsole console)
{
    private const int NarrowestTable = 72;
    private const int NarrowestLine = 110; // from here on all facts about a key fit side by side
    private const int WidestTable = 120;

    public void Show(Report report, string callerArn)
    {
        console.MarkupLineInterpolated($"[bold]Account {TextReport.Account(report)}[/], {Wording.Minute(report.Now)}");
        console.MarkupLineInterpolated($"[grey]Seen as {Plain(callerArn)}[/]");
        console.WriteLine();

        List("NEEDS ATTENTION", "red", Attention.Sentences(report));
        List("NOTICES", "yellow", Notices.Sentences(report));
        List("ROOT USER", "yellow", RootText.Sentence(report) is { } root ? [root] : []);
        foreach (var group in KeyGroup.All(report).Where(group => group.Keys.Count > 0)) Show(report, group);
        Made(report);
        Exempt(report);
        BesideKeys(report);

        console.MarkupLineInterpolated($"[bold]{TextReport.Sentence(report)}[/]");
        console.MarkupLineInterpolated($"{TextReport.Inventory(report)}");
        if (report.Plan.Steps.Count > 0) console.MarkupLine("[grey]To see why a key is where it is: keyreaper explain ACCESS-KEY-ID[/]");
        if (ByHand.Of(report).Any()) console.MarkupLine("[grey]For the commands that do the same by hand: keyreaper preview --commands[/]");
    }

    private void List(string heading, string colour, IEnumerable<string> sentences)
    {
        string[] lines = [.. sentences];
        if (lines.Length == 0) return;

        Heading(heading, lines.Length, colour);
        var list = new Grid().AddColumns(2);
        foreach (var line in lines) list.AddRow(new Text("-"), new Text(line));
        Indented(list);
        console.WriteLine();
    }

    private void Show(Report report, KeyGroup group)
    {
        Heading(group.Heading, group.Keys.Count, group.Colour);
        var inOneLine = console.Profile.Width >= NarrowestLine;
        Rows(
            inOneLine ? ["User", "Access key", "Use", group.Column] : ["Access key", "Use", group.Column],
            group.Keys.Select(one =>
            {
                var (user, id, use, note) = (User(report, one.Key.User), Cell(one.Key.Id), Cell(one.Use), Cell(one.Note));
                return inOneLine ? new[] { user, id, use, note } : [$"{user}\n{id}", use, note];
            }));
    }

    private void BesideKeys(Report report)
    {
        if (!report.TellsOfNoKeys || report.Listing.BrokeOff is not null) return;
        if (report.NotAccessKeys is not { } told)
        {
            console.MarkupLineInterpolated($"[bold grey]{NotAccessKeysText.Heading}: NOT KNOWN[/]");
            Indented(new Text(NotAccessKeysText.NotKnown(report)));
            console.WriteLine();
            return;
        }

        Users($"{NotAccessKeysText.Heading}: PASSWORDS UNUSED FOR {Days(report.Settings.Policy.PasswordPeriod).ToUpperInvariant()}", told.UnusedPasswords, one => NotAccessKeysText.OfPassword(report, one));
        Users($"{NotAccessKeysText.Heading}: USERS WITH NOTHING TO SIGN IN WITH", told.WithoutCredentials, one => NotAccessKeysText.OfUser(report, one));
        if (told.WithoutCredentials.Count > 0) console.MarkupLine("[grey]For the commands that delete such a user: --html[/]\n");
        Users($"{NotAccessKeysText.Heading}: NOT FULLY KNOWN", told.NotKnown, _ => []);

        void Users(string heading, IReadOnlyList<SignIn> users, Func<SignIn, IReadOnlyList<string>> facts)
        {
            if (users.Count == 0) return;
            Heading(heading, users.Count, "grey");
            var list = new Grid().AddColumns(2);
            foreach (var one in users) list.AddRow(new Markup(User(one.User)), new Text(string.Join("; ", facts(one))));
            Indented(list);
            console.WriteLine();
        }
    }

    /// <summary>Users made by a tool, whose next run brings back what is removed only here.</summary>
    private void Made(Report report)
    {
        var made = ByHand.Of(report).Select(step => (step.Key.User, Tag: report.ToolTagOf(step.Key.User))).Where(one => one.Tag is not null).DistinctBy(one => one.User.Name).ToArray();
        if (made.Length == 0) return;

        Heading("MADE BY A TOOL, REMOVE THE ACCESS KEY THERE, TOO", made.Length, "yellow");
        Rows(["User", "To remove there", "Tool"], made.Select(one => new[] { User(report, one.User), MakerTool.Of(one.Tag!.Value)?.Resource ?? "the access key", Cell(MakerTool.Of(one.Tag.Value)?.Name ?? one.Tag.Value.Key) }));
    }

    private void Exempt(Report report)
    {
        (string Who, IamUser User, Exemption Exemption)[] all =
        [
            .. report.Listing.ExemptUsers.Select(one => (User(report, one.User), one.User, one.Exemption)),
            .. report.ExemptKeys.Select(step => ($"{User(report, step.Key.User)}\n{Cell(step.Key.Id)}", step.Key.User, report.ExemptionOf(step.Key)!)),
        ];
        foreach (var ending in report.EndingExemptions)
        {
            if (ending == report.EndingExemptions[0]) Heading("EXEMPTIONS THAT END", report.EndingExemptions.Count, "yellow");
            var list = new Grid().AddColumns(2);
            list.AddRow(new Markup(User(report, ending.User)), new Text(ExemptionText.Words(ending.Exemption)));
            foreach (var step in ending.Then ?? []) list.AddRow(new Markup(Cell(step.Key.Id)), new Text(ExemptionText.Then(report, ending, step)));
            if (ending.Then is null) list.AddRow(new Text(""), new Text("what becomes of its keys is not known"));
            Indented(list);
            console.WriteLine();
        }

        Exempt("EXEMPT", [.. all.Where(one => one.Exemption.Until is not null && !report.Settings.Policy.EndsSoon(one.Exemption, report.Now))]);
        Exempt("EXEMPT WITHOUT AN END", [.. all.Where(one => one.Exemption.Until is null)]);

        void Exempt(string heading, IReadOnlyList<(string Who, IamUser User, Exemption Exemption)> some)
        {
            if (some.Count == 0) return;
            Heading(heading, some.Count, "grey");
            Rows(["User", "Why", "Ends"], some.Select(one => new[] { one.Who, Cell(one.Exemption.Why + (ExemptionText.TooLong(report, one.User, one.Exemption) is { Length: > 0 } tooLong ? $" ({tooLong})" : "")), one.Exemption.Until is { } day ? $"after {day:yyyy-MM-dd}" : "never" }));
        }
    }

    private void Heading(string text, int count, string colour) => console.MarkupLine($"[bold {colour}]{text} ({count})[/]");

    /// <summary>A table, or several lines for each row if a table does not fit.</summary>
    private void Rows(string[] columns, IEnumerable<string[]> rows)
    {
        Indented(console.Profile.Width >= NarrowestTable
            ? Table(columns, rows)
            : new Markup(string.Join("\n\n", rows.Select(row => string.Join('\n', [.. row[..^1], $"[grey]{columns[^1].ToLowerInvariant()}[/] {row[^1]}"])))));
        console.WriteLine();
    }

    private void Indented(IRenderable what) => console.Write(new Padder(what, new Padding(2, 0, 0, 0)));

    private Grid Table(string[] columns, IEnumerable<string[]> rows)
    {
        const int Indent = 2, Gap = 2, Id = 20, Last = 16;
        var free = Math.Min(console.Profile.Width, WidestTable) - Indent - (Gap * columns.Length) - Last - (columns.Length == 4 ? Id : 0);
        int[] widths = columns.Length == 4 ? [free * 2 / 5, Id, free * 3 / 5, Last] : [free / 2, free / 2, Last];

        var table = new Grid();
        foreach (var width in widths) table.AddColumn(new GridColumn { Width = width, Padding = new(0, 0, Gap, 0) });
        table.AddRow([.. columns.Select(column => $"[grey]{column}[/]")]);
        foreach (var row in rows) table.AddRow(row);
        return table;
    }

    /// <summary>Data, in which markup is shown as text.</summary>
    private static string Cell(string data) => Markup.Escape(Plain(data));

    private static string User(Report report, IamUser user) => report.OwnerOf(user) is { } owner ? $"{User(user)}\n[grey]owner {Cell(owner)}[/]" : User(user);

    private static string User(IamUser user) => user.Path == "/" ? Cell(user.Name) : $"[grey]{Cell(user.Path)}[/]{Cell(user.Name)}";
}
