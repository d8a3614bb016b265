using System.Diagnostics;
using KeyReaper.Tests.Deployment;

namespace KeyReaper.Tests.Given.Preloaded;

/// <summary>
/// Python's command line tools, which these tests start by the hundred and which take most of their time to import themselves: forks of one process that has done so stand in for
/// them on the PATH of all that the tests start. What runs is the tool's own script, with the arguments, environment, folder and streams that it was given.
/// </summary>
internal static class PreloadedTools
{
    private static readonly Lazy<string> Prepared = new(Prepare);

    /// <summary>This process's PATH, prepared.</summary>
    public static string SearchPath => Prepared.Value;

    private static string Prepare()
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        if (OperatingSystem.IsWindows() || !path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "python3")))) return path;

        var folder = Directory.CreateTempSubdirectory("keyreaper-tools-").FullName;
        var server = Process.Start(new ProcessStartInfo("python3", [Repository.PathOf("test/KeyReaper.Tests/Given/Preloaded/preload.py"), folder]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        if (server.StandardOutput.ReadLine() is null) return path; // why is on its standard error; the tools start by themselves

        path = folder + Path.PathSeparator + path;
        Environment.SetEnvironmentVariable("PATH", path);
        return path;
    }
}
