using System.CommandLine.Help;
using System.Text;
using Spectre.Console;

namespace KeyReaper.Cli.Shell;

internal static class Terminal
{
    /// <summary>Below this width the terminal breaks lines, not we: tables in a column or two would be endless.</summary>
    public const int Narrowest = 40;

    private const int WidthOfPipes = 120;

    /// <summary>Output that programs read is UTF-8, whatever encoding the terminal uses.</summary>
    public static void WriteUtf8IntoPipes()
    {
#pragma warning disable CA2000 // they live as long as the process
        if (System.Console.IsOutputRedirected) System.Console.SetOut(Utf8(System.Console.OpenStandardOutput()));
        if (System.Console.IsErrorRedirected) System.Console.SetError(Utf8(System.Console.OpenStandardError()));
#pragma warning restore CA2000
    }

    /// <summary>Colour and live progress on a terminal that supports them (NO_COLOR is obeyed); plain text of a fixed width in a pipe or file.</summary>
    public static IAnsiConsole Console()
    {
        if (!System.Console.IsOutputRedirected)
        {
            AnsiConsole.Console.Profile.Width = Math.Max(AnsiConsole.Console.Profile.Width, Narrowest);
            return AnsiConsole.Console;
        }

        var plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new() { UseDefaultEnrichers = false }, // on GitHub's runners they turn on escape sequences even in a pipe
            Out = new AnsiConsoleOutput(System.Console.Out),
        });
        plain.Profile.Width = WidthOfPipes;
        return plain;
    }

    /// <summary>The library's own help never ends on a terminal two columns wide.</summary>
    public static HelpAction Help() => System.Console.IsOutputRedirected || System.Console.WindowWidth <= 0 ? new() : new() { MaxWidth = Math.Max(System.Console.WindowWidth, Narrowest) };

    /// <summary>Writes a line to standard error, and does nothing if that is closed.</summary>
    public static void Complain(string line)
    {
        try
        {
            System.Console.Error.WriteLine(line);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
        }
    }

    private static StreamWriter Utf8(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
}
