using System.Reflection;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli;

/// <summary>The command line as it was built, run as a separate process.</summary>
internal static class CommandLine
{
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "keyreaper-cli.dll");

    public static string Version { get; } = typeof(KeyReaper.Cli.Demo.DeployedFunction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static Child Start(params IEnumerable<string> arguments) => Child.StartInterruptible("dotnet", [Program, .. arguments]);

    public static Task<Child> RunAsync(params IEnumerable<string> arguments) => Child.RunAsync("dotnet", [Program, .. arguments]);
}
