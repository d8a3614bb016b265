using System.Diagnostics;
using System.Runtime.InteropServices;

namespace KeyReaper.Benchmarks.Measuring;

/// <summary>The assemblies a measured pass loads: those built beside this program, or a published function's, which may be compiled ahead of time.</summary>
internal sealed class Deployment : IDisposable
{
    private const string Program = "KeyReaper.Benchmarks.dll";
    private readonly string directory = AppContext.BaseDirectory;
    private readonly string dependencies = "KeyReaper.Benchmarks.deps.json";
    private readonly DirectoryInfo? copy;

    /// <param name="published">The directory of <c>dotnet publish src/KeyReaper</c>; null for the build.</param>
    public Deployment(DirectoryInfo? published)
    {
        if (published is null) return;

        copy = Directory.CreateTempSubdirectory("keyreaper-benchmarks-");
        foreach (var file in published.EnumerateFiles()) file.CopyTo(Path.Combine(copy.FullName, file.Name));
        File.Copy(Path.Combine(directory, Program), Path.Combine(copy.FullName, Program));
        (directory, dependencies) = (copy.FullName, "KeyReaper.deps.json");
    }

    /// <summary>The command that runs this program on those assemblies, with the runtime settings of the Lambda.</summary>
    public ProcessStartInfo Command(params IEnumerable<string> arguments)
    {
        var dotnet = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        string[] host = ["exec", "--runtimeconfig", InDirectory("KeyReaper.runtimeconfig.json"), "--depsfile", InDirectory(dependencies), InDirectory(Program)];
        return new(Path.GetFullPath(dotnet), [.. host, .. arguments]) { RedirectStandardOutput = true };
    }

    public void Dispose() => copy?.Delete(recursive: true);

    private string InDirectory(string file) => Path.Combine(directory, file);
}
