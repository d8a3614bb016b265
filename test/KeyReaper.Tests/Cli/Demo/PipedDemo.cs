using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Demo;

/// <summary>Runs of the demo, several at the same time, whose output goes into a pipe for all tests that read it.</summary>
public sealed class PipedDemo : IAsyncLifetime
{
    private readonly DirectoryInfo temporary = Directory.CreateTempSubdirectory("keyreaper-tests-");

    /// <summary>The folder for what demos leave behind.</summary>
    internal (string Name, string Value) Temporary => ("TMPDIR", temporary.FullName);

    internal Child Demo { get; private set; } = null!;

    internal Child Full { get; private set; } = null!;

    /// <summary>A run in surroundings that could change its output.</summary>
    internal Child Elsewhere { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Demo = Start("demo");
        Full = Start("demo", "--full");
        Elsewhere = Child.Start("dotnet", [CommandLine.Program, "demo"], Temporary, ("NO_COLOR", "1"), ("COLUMNS", "40"), ("TERM", "dumb"), ("GITHUB_ACTIONS", "true"));
        foreach (var demo in new[] { Demo, Full, Elsewhere }) (await demo.ExitAsync()).ShouldBe(0, demo.Errors);
    }

    public async Task DisposeAsync()
    {
        foreach (var demo in new[] { Demo, Full, Elsewhere }) await demo.DisposeAsync();
        temporary.Delete(recursive: true);
    }

    private Child Start(params IEnumerable<string> arguments) => Child.Start("dotnet", [CommandLine.Program, .. arguments], Temporary);
}
