using System.CommandLine;
using KeyReaper.Cli.Shell;

namespace KeyReaper.Cli.Demo;

/// <summary><c>keyreaper demo</c>: shows all that KeyReaper does, on this machine and without an AWS account.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var full = new Option<bool>("--full") { Description = "Shows every e-mail about a change in full, as it arrives." };

        var command = new Command("demo", "Plays six weeks of daily passes over an account in the embedded sandbox. Needs no AWS account and sends nothing anywhere.") { full };
        command.SetAction(async (given, cancelled) =>
        {
            await DemoStory.PlayAsync(new DemoScreen(Terminal.Console(), given.GetValue(full)), cancelled);
            return 0;
        });
        return command;
    }
}
