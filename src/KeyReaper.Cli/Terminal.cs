using Spectre.Console;

namespace KeyReaper.Cli;

internal static class Terminal
{
    private const int WidthOfPipes = 120;

    /// <summary>Colour and live progress on a terminal that has them (NO_COLOR is honoured); plain text of a fixed width into a pipe or file.</summary>
    public static IAnsiConsole Console()
    {
        if (!System.Console.IsOutputRedirected) return AnsiConsole.Console;

        var plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new() { UseDefaultEnrichers = false }, // on GitHub's runners they turn escape sequences on, pipe or not
            Out = new AnsiConsoleOutput(System.Console.Out),
        });
        plain.Profile.Width = WidthOfPipes;
        return plain;
    }
}
