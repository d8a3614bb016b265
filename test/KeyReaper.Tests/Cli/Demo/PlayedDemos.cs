using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Demo;

/// <summary>Runs of the demo for all tests that read them: several at the same time, whose output goes into a pipe, and those on a terminal once a test asks for them.</summary>
public sealed class PlayedDemos : IAsyncLifetime
{
    private readonly DirectoryInfo temporary = Directory.CreateTempSubdirectory("keyreaper-tests-");
    private Child? onTerminal;
    private Child? withoutColour;

    internal Child Piped { get; private set; } = null!;

    internal Child Full { get; private set; } = null!;

    /// <summary>A run in surroundings that could change its output.</summary>
    internal Child Elsewhere { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Piped = Start("demo");
        Full = Start("demo", "--full");
        Elsewhere = Child.Start("dotnet", [CommandLine.Program, "demo"], Temporary, ("NO_COLOR", "1"), ("COLUMNS", "40"), ("TERM", "dumb"), ("GITHUB_ACTIONS", "true"));
        foreach (var demo in new[] { Piped, Full, Elsewhere }) (await demo.ExitAsync()).ShouldBe(0, demo.Errors);
    }

    public async Task DisposeAsync()
    {
        foreach (var demo in new[] { Piped, Full, Elsewhere, onTerminal, withoutColour })
        {
            if (demo is not null) await demo.DisposeAsync();
        }

        temporary.Delete(recursive: true);
    }

    /// <summary>A run on a terminal of 40 columns, through which Enter led.</summary>
    internal Task<Child> OnTerminalAsync() => PlayedAsync(onTerminal ??= StartOnTerminal(noColor: null, press: "\\n"));

    /// <summary>The same with NO_COLOR.</summary>
    internal Task<Child> OnTerminalWithoutColourAsync() => PlayedAsync(withoutColour ??= StartOnTerminal(noColor: "1", press: "\\n"));

    /// <summary>Runs the demo on a terminal that Python provides. Python presses a key where the demo waits for one, and exits with the demo's exit code.</summary>
    internal Child StartOnTerminal(string? noColor, string press)
    {
        var terminal = $"""
            import os, pty, signal, sys
            signal.signal(signal.SIGINT, signal.SIG_DFL) # in the background of a script it is ignored, and children inherit that
            seen = b''
            def read(demo):
                global seen
                data = os.read(demo, 4096)
                seen = (seen + data)[-80:]
                if b'Press Enter to continue' in seen:
                    seen = b''
                    os.write(demo, b'{press}')
                return data
            sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:], read)))
            """;
        return Child.Start("python3", ["-c", terminal, "sh", "-c", $"stty cols 40 && exec dotnet '{CommandLine.Program}' demo"], Temporary, ("NO_COLOR", noColor), ("TERM", "xterm-256color"), ("COLUMNS", null));
    }

    // For what demos leave behind.
    private (string Name, string Value) Temporary => ("TMPDIR", temporary.FullName);

    private Child Start(params IEnumerable<string> arguments) => Child.Start("dotnet", [CommandLine.Program, .. arguments], Temporary);

    private static async Task<Child> PlayedAsync(Child demo)
    {
        (await demo.ExitAsync()).ShouldBe(0, demo.ToString());
        return demo;
    }
}
