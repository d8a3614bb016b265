using System.Globalization;
using KeyReaper.Sandbox;
using Spectre.Console;

namespace KeyReaper.Cli.Demo;

/// <summary>What the demo shows: colour and a spinner where the terminal has them, plain text where it does not.</summary>
internal sealed class DemoScreen(IAnsiConsole console)
{
    public void Opening(SandboxServer sandbox)
    {
        Line($"A sandbox account with {sandbox.Account.Users.Count} users answers IAM calls at {sandbox.Endpoint}");
        Line("KeyReaper's handler runs against it as it would in Lambda. Nothing leaves this machine.");
    }

    public void Chapter(string text)
    {
        Line();
        console.Write(new Rule { Style = Style.Parse("grey") });
        console.MarkupLineInterpolated($"[bold]{text}[/]");
        Line();
    }

    public Task WaitAsync(string what, Func<Task> work) =>
        console.Profile.Capabilities.Interactive ? console.Status().StartAsync(Markup.Escape(what), _ => work()) : work();

    public void Pass(DateTimeOffset now, int calls, IReadOnlyList<KeyChange> changes, SandboxMessage mail, bool isFirst)
    {
        if (changes.Count == 0 && !isFirst)
        {
            Line($"{now:yyyy-MM-dd}  {mail.Subject}");
            return;
        }

        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{now:yyyy-MM-dd}[/]  {calls} AWS calls, {(changes.Count == 0 ? "nothing changed" : $"{changes.Count} changed:")}");
        if (changes.Count > 0) Keys(changes);
        Mail(mail);
    }

    public void Keys(IEnumerable<KeyChange> keys) => console.Write(Table(keys));

    public void Closing(int passes, int calls)
    {
        Line();
        console.Write(new Rule { Style = Style.Parse("grey") });
        console.MarkupLineInterpolated($"[bold green]Done:[/] {passes} passes, {calls} AWS calls over HTTP. To deploy it takes one line (see README.md).");
    }

    private static Table Table(IEnumerable<KeyChange> keys)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns(new TableColumn("User"), new TableColumn("Access key").NoWrap(), new TableColumn("Was"), new TableColumn("Is now"));
        foreach (var change in keys)
        {
            var colour = change.Is == "deleted" ? "red" : change.Is.StartsWith("Inactive", StringComparison.Ordinal) ? "yellow" : "green";
            table.AddRow(Markup.Escape(change.User), Markup.Escape(change.AccessKeyId), Markup.Escape(change.Was), $"[{colour}]{Markup.Escape(change.Is)}[/]");
        }

        return table;
    }

    /// <summary>As it arrives, with SNS's own header and footer. Lines go out whole, so that commands can be copied.</summary>
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

    private void Line(string text = "") => console.Profile.Out.Writer.WriteLine(text);
}
