using System.CommandLine;
using System.CommandLine.Completions;
using KeyReaper.Words;

namespace KeyReaper.Cli.Shell;

/// <summary><c>keyreaper help</c>, or <c>keyreaper help preview</c> for one command. Says what <c>--help</c> says.</summary>
internal static class HelpCommand
{
    public static Command Create(RootCommand root)
    {
        var about = new Argument<string?>("command") { Arity = ArgumentArity.ZeroOrOne, Description = "The command to explain; without it, all commands." };
        about.CompletionSources.Add(_ => root.Subcommands.Select(command => new CompletionItem(command.Name)));
        about.Validators.Add(given =>
        {
            if (given.Tokens is [var name] && root.Subcommands.All(command => command.Name != name.Value)) given.AddError($"There is no command '{Wording.Plain(name.Value)}'.");
        });

        var command = new Command("help", "Shows help, of one command or of all.") { about };
        command.SetAction((given, cancelled) => root.Parse(given.GetValue(about) is { } name ? [name, "--help"] : ["--help"]).InvokeAsync(given.InvocationConfiguration, cancelled));
        return command;
    }
}
