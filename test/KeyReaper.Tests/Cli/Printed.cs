using Spectre.Console;

namespace KeyReaper.Tests.Cli;

/// <summary>What a terminal of some width would show.</summary>
internal static class Printed
{
    public static string By(Action<IAnsiConsole> print, int columns, bool ansi = false)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = ansi ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = ansi ? ColorSystemSupport.TrueColor : ColorSystemSupport.NoColors,
            Enrichment = new() { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = columns;
        print(console);
        return string.Join('\n', output.ToString().Split('\n').Select(line => line.TrimEnd()));
    }
}
