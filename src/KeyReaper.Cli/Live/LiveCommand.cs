using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace KeyReaper.Cli.Live;

/// <summary>What all commands share that look at a real account: their options, a way in, and one message if that fails.</summary>
internal static class LiveCommand
{
    /// <summary>Exit codes. 0 is for a look that left nothing out.</summary>
    public const int CouldNot = 1;
    public const int FellShort = 2;

    /// <param name="own">The command's own arguments and options.</param>
    /// <param name="look">Gives the exit code.</param>
    public static Command Create(string name, string description, IEnumerable<Symbol> own, Func<Look, CancellationToken, Task<int>> look)
    {
        var command = new Command(name, description) { new HelpOption { Action = new Help() } };
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
            var profile = options.Profile(given);
            var region = LiveAccount.Region(options.Region(given), profile);
            var settings = options.Settings(given, region.PartitionName);

            using var account = await LiveAccount.OpenAsync(profile, region, cancelled);
            return await look(new(given, settings, account, TimeProvider.System), cancelled).WaitAsync(cancelled); // what is only read can be left off anywhere
        }
        catch (LiveException error)
        {
            await given.InvocationConfiguration.Error.WriteLineAsync(error.Message);
            return CouldNot;
        }
    }

    /// <summary>With what the list of commands has no room for.</summary>
    private sealed class Help : SynchronousCommandLineAction
    {
        private readonly HelpAction usual = new();

        public override int Invoke(ParseResult parseResult)
        {
            var exitCode = usual.Invoke(parseResult);
            parseResult.InvocationConfiguration.Output.WriteLine(
                $"""
                Reads only:
                  It looks with your own AWS credentials. Any call but these is refused before it leaves this machine:
                  {string.Join(", ", ReadOnlyCalls.Actions.Order())}

                Exit codes:
                  0  all was read
                  1  it could not be done
                  2  not everything could be read

                """);
            return exitCode;
        }
    }
}

/// <summary>All that a command looks with.</summary>
internal sealed record Look(ParseResult Given, Settings Settings, LiveAccount Account, TimeProvider Clock)
{
    public TextWriter Output => Given.InvocationConfiguration.Output;

    public TextWriter Errors => Given.InvocationConfiguration.Error;
}
