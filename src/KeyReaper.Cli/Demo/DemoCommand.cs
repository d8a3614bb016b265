using System.CommandLine;

namespace KeyReaper.Cli.Demo;

/// <summary><c>keyreaper demo</c>: the whole job, on this machine, without an AWS account.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var command = new Command("demo", "Plays six weeks of daily passes over an account in the embedded sandbox. Needs no AWS account and sends nothing anywhere.");
        command.SetAction(async (_, cancelled) =>
        {
            await DemoStory.PlayAsync(Terminal.Console(), cancelled);
            return 0;
        });
        return command;
    }
}
