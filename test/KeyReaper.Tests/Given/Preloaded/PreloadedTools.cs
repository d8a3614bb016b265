using System.Diagnostics;
using KeyReaper.Tests.Deployment;

namespace KeyReaper.Tests.Given.Preloaded;

/// <summary>
/// Python's command line tools, of which these tests start hundreds and which spend most of their time on imports. Forks of one process that has imported everything stand in for
/// them on the PATH of all that the tests start. A fork runs the tool's own script, with the arguments, environment, folder and streams that it was given.
/// </summary>
internal static class PreloadedTools
{
    private static readonly Lazy<string> Prepared = new(Prepare);

    private static Process? server; // it ends when its input does, and that would be closed were this collected

    /// <summary>This process's PATH, preceded by the stand-ins.</summary>
    public static string SearchPath => Prepared.Value;

    private static string Prepare()
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        if (OperatingSystem.IsWindows() || !path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "python3")))) return path;

        var folder = Directory.CreateTempSubdirectory("keyreaper-tools-").FullName;
        server = Process.Start(new ProcessStartInfo("python3", [Repository.PathOf("test/KeyReaper.Tests/Given/Preloaded/preload.py"), folder]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        if (server.StandardOutput.ReadLine() is null) return path; // why is on its standard error; the tools start by themselves

        path = folder + Path.PathSeparator + path;
        Environment.SetEnvironmentVariable("PATH", path);
        return path;
    }
}
