using System.Globalization;
using KeyReaper.Pass;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using KeyReaper.Sandbox;
using KeyReaper.Sandbox.Topics;
using KeyReaper.Words;
using Spectre.Console;

namespace KeyReaper.Cli.Demo;

/// <summary>Shows the demo: with colour and a spinner if the terminal supports them, otherwise as plain text.</summary>
/// <param name="full">Whether to show every mail about a change in full.</param>
internal sealed class DemoScreen(IAnsiConsole console, bool full)
{
    private const int NarrowestTable = 100;
    private const int Date = 12; // including the space after it

    private bool begun;

    public void Opening(SandboxServer sandbox)
    {
        console.WriteLine($"A sandbox account with {sandbox.Account.Users.Count} users answers IAM calls at {sandbox.Endpoint}");
        console.WriteLine("KeyReaper's handler runs against it as it would in Lambda. Nothing leaves this machine.");
    }

    /// <summary>Begins a scene. On a terminal, waits until the reader has read the one before.</summary>
    public async Task SceneAsync(string text, CancellationToken cancelled)
    {
        if (begun && console.Profile.Capabilities.Interactive && !Console.IsInputRedirected)
        {
            console.Markup("[grey]Press Enter to continue.[/]");
            while (await console.Input.ReadKeyAsync(intercept: true, cancelled) is not { Key: ConsoleKey.Enter }) cancelled.ThrowIfCancellationRequested();
            Line();
        }

        begun = true;
        Line();
        console.Write(new Rule { Style = Style.Parse("grey") });
        console.MarkupLineInterpolated($"[bold]{text}[/]");
        Line();
    }

    public Task WaitAsync(string what, Func<Task> work) =>
        console.Profile.Capabilities.Interactive ? console.Status().StartAsync(Markup.Escape(what), _ => work()) : work();

    public void Pass(Report report, SandboxMessage mail, int calls, IReadOnlyList<KeyChange> changes, bool whole)
    {
        if (whole || (full && report.Upshot is (Upshot.Changed or Upshot.Attention)))
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{report.Now:yyyy-MM-dd}[/]  {calls} AWS calls, {(changes.Count == 0 ? "nothing changed" : $"{changes.Count} changed:")}");
            if (changes.Count > 0) Keys(changes);
            Mail(mail);
            return;
        }

        Day(report, mail.Subject ?? "");
        foreach (var outcome in report.Outcomes.Where(outcome => outcome.Result is Result.ChangedMeanwhile)) Indented($"KeyReaper {Wording.Line(outcome)}.");
        if (report.FellShort) Trouble(report);
        if (changes.Count > 0) Keys(changes);
    }

    public void Keys(IEnumerable<KeyChange> keys)
    {
        if (console.Profile.Width >= NarrowestTable) console.Write(Table(keys));
        else foreach (var change in keys) Write(change);
    }

    public void Closing(DemoTotals totals, int working, string page)
    {
        Line();
        console.Write(new Rule { Style = Style.Parse("grey") });
        console.MarkupLineInterpolated($"[bold green]Done:[/] {totals.Passes} passes, {totals.Calls} AWS calls over HTTP.");
        console.WriteLine($"{Wording.Count(totals.Deactivated, "key")} deactivated, {totals.Deleted} deleted, {totals.HeldBack} held back by the brake, {totals.Spared} spared at the last moment. All {working} in daily use were left alone.");
        Line();
        Line("The page of the last day:");
        Line(page);
        Line();
        console.WriteLine("To deploy KeyReaper takes one line, and it starts as a dry run: see README.md, Deploy.");
    }

    /// <summary>A day on one line if it fits: first mode and account are left out, then the words for nothing.</summary>
    private void Day(Report report, string subject)
    {
        var date = report.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string[] texts = [subject, subject[(subject.IndexOf(": ", StringComparison.Ordinal) + 2)..], report.Upshot is Upshot.Quiet or Upshot.Due ? "nothing to do" : ""];
        if (texts.FirstOrDefault(text => text.Length > 0 && Date + text.Length <= console.Profile.Width) is { } line) Line($"{date}  {line}");
        else console.Write(new Grid().AddColumn(new() { NoWrap = true, Padding = new(0, 0, 2, 0) }).AddColumn(new() { Padding = new(0, 0, 0, 0) }).AddRow(new Text(date), new Text(texts[1])));
    }

    private void Trouble(Report report)
    {
        foreach (var sentence in Attention.Sentences(report)) Indented(sentence);
        foreach (var grant in Attention.Grants(report)) Line($"  {grant}");
        Indented("The invocation ends as an error, which raises the alarm.");
    }

    private static Table Table(IEnumerable<KeyChange> keys)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns(new TableColumn("User"), new TableColumn("Access key").NoWrap(), new TableColumn("Was"), new TableColumn("Is now"));
        foreach (var change in keys)
        {
            table.AddRow(Markup.Escape(change.User), Markup.Escape(change.AccessKeyId), Markup.Escape(change.Was), $"[{Colour(change)}]{Markup.Escape(change.Is)}[/]");
        }

        return table;
    }

    private void Write(KeyChange change) => console.Write(new Padder(
        new Markup($"{Markup.Escape(change.User)} [grey]{Markup.Escape(change.AccessKeyId)}[/]\n[grey]{Markup.Escape(change.Was)}, now[/] [{Colour(change)}]{Markup.Escape(change.Is)}[/]"), new(2, 0, 0, 0)));

    private static string Colour(KeyChange change) => change.Is == "deleted" ? "red" : change.Is.StartsWith("Inactive", StringComparison.Ordinal) ? "yellow" : "green";

    /// <summary>A mail as it arrives, with SNS's own header and footer. Lines are not broken, so that commands can be copied.</summary>
    private void Mail(SandboxMessage mail)
    {
        Line();
        Line("From:    AWS Notifications <no-reply@sns.amazonaws.com>");
        Line($"Subject: {mail.Subject}");
        Line();
        Line(mail.BodyFor("email"));
        Line();
        Line("--");
        Line("If you wish to stop receiving notifications from this topic, please click or visit the link below to unsubscribe: (...)");
        Line();
    }

    private void Indented(string text) => console.Write(new Padder(new Text(text), new(2, 0, 0, 0)));

    private void Line(string text = "") => console.Profile.Out.Writer.WriteLine(text);
}
