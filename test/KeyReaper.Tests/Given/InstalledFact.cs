using System.Collections.Concurrent;
using System.Diagnostics;

namespace KeyReaper.Tests.Given;

/// <summary>A test that needs tools which KeyReaper itself does not need. Without them it is skipped, and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InstalledFactAttribute : FactAttribute
{
    private static readonly ConcurrentDictionary<string, bool> Known = new();
    private static readonly string[] NodeFolders = ["Organization", "Organization/StatesLanguage"];

    /// <param name="things">Commands (<c>aws</c>), Python modules (<c>python3 moto</c>), and npm packages that the build restores (<c>node jsonata</c>).</param>
    public InstalledFactAttribute(params string[] things)
    {
        Things = things;
        if (things.Where(thing => !Known.GetOrAdd(thing, IsInstalled)).ToArray() is { Length: > 0 } missing)
            Skip = $"not installed here: {string.Join(", ", missing)}";
    }

    public IReadOnlyList<string> Things { get; }

    private static bool IsInstalled(string thing) => thing.Split(' ') switch
    {
        ["python3", var module] => PathOf("python3") is not null && IsModule(module),
        ["node", var package] => PathOf("node") is not null && NodeFolders.Any(folder => Directory.Exists(Deployment.Repository.PathOf($"test/KeyReaper.Tests/{folder}/node_modules/{package}"))),
        _ => PathOf(thing) is not null,
    };

    /// <summary>The file that a command starts; null if it is not installed.</summary>
    internal static string? PathOf(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => new[] { Path.Combine(folder, command), Path.Combine(folder, command + ".exe") })
            .FirstOrDefault(File.Exists);

    private static bool IsModule(string name)
    {
        using var python = Process.Start("python3", ["-c", $"import importlib.util, sys; sys.exit(importlib.util.find_spec('{name}') is None)"]);
        python.WaitForExit();
        return python.ExitCode == 0;
    }
}
