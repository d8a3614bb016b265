using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Amazon;
using KeyReaper.Asked;
using KeyReaper.Cli.Shell;

namespace KeyReaper.Cli.Live;

/// <summary>What all commands that look at a real account share: their options, a way in, and one message if that fails.</summary>
internal static class LiveCommand
{
    /// <param name="own">The command's own arguments and options.</param>
    /// <param name="moreHelp">The end of its help: the exit codes.</param>
    /// <param name="alsoCalls">The calls that this command makes besides the usual ones, and why.</param>
    /// <param name="look">Does the work and returns the exit code.</param>
    public static Command Create(string name, string description, IEnumerable<Symbol> own, string moreHelp, string alsoCalls, Func<Look, CancellationToken, Task<int>> look)
    {
        var command = new Command(name, description) { new HelpOption { Action = new Help(moreHelp, alsoCalls) } };
        foreach (var symbol in own)
        {
            if (symbol is Argument argument) command.Add(argument);
            else command.Add((Option)symbol);
        }

        var options = new LiveOptions();
        options.AddTo(command);
        command.SetAction((given, cancelled) => RunAsync(options, given, look, cancelled));
        return command;
    }

    private static async Task<int> RunAsync(LiveOptions options, ParseResult given, Func<Look, CancellationToken, Task<int>> look, CancellationToken cancelled)
    {
        try
        {
            AwsEnvironment.Prepare();
            var profile = options.Profile(given) is { } name ? AwsEnvironment.Profile(name) : null;
            var region = AwsEnvironment.Region(options.Region(given), profile);
            return await look(new(given, options.Settings(given, region.PartitionName), region, profile, TimeProvider.System), cancelled);
        }
        catch (LiveException error)
        {
            await given.InvocationConfiguration.Error.WriteLineAsync(error.Message);
            return ExitCode.CouldNot;
        }
    }

    /// <summary>Help with the details for which the list of commands has no room.</summary>
    private sealed class Help(string more, string alsoCalls) : SynchronousCommandLineAction
    {
        private readonly HelpAction usual = Terminal.Help();

        public override int Invoke(ParseResult parseResult)
        {
            var exitCode = usual.Invoke(parseResult);
            parseResult.InvocationConfiguration.Output.WriteLine(
                $"""
                Reads only:
                  It uses your own AWS credentials. Any other call than these is refused before it leaves this machine:
                  {string.Join(", ", ReadOnlyCalls.Actions.Order())}{alsoCalls}

                {more}

                """);
            return exitCode;
        }
    }
}

/// <summary>Everything that a command needs to look at accounts.</summary>
/// <param name="Profile">The profile; null for the environment's credentials.</param>
internal sealed record Look(ParseResult Given, Settings Settings, RegionEndpoint Region, string? Profile, TimeProvider Clock)
{
    public async Task<LiveAccount> OpenAsync(CancellationToken cancelled) => await LiveAccount.OpenAsync(await LiveCredentials.FindAsync(Profile, cancelled), Region, Profile, cancelled);

    public TextWriter Output => Given.InvocationConfiguration.Output;

    public TextWriter Errors => Given.InvocationConfiguration.Error;
}
