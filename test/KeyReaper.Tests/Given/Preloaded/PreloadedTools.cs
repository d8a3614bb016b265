using System.Diagnostics;
using KeyReaper.Tests.Deployment;

namespace KeyReaper.Tests.Given.Preloaded;

/// <summary>
/// Python's command line tools, of which these tests start hundreds and which spend most of their time on imports. Forks of one process that has imported everything stand in for
/// them on the PATH of all that the tests start. A fork runs the tool's own script, with the arguments, environment, folder and streams that it was given.
/// </summary>
internal static class PreloadedTools
{
    private static readonly Lazy<Process?> Server = new(Start); // it ends when its input does, and that would be closed were this collected

    /// <summary>To be called before a process is started.</summary>
    public static void PutOnPath() => _ = Server.Value;

    private static Process? Start()
    {
        if (OperatingSystem.IsWindows() || InstalledFactAttribute.PathOf("python3") is null) return null;

        var folder = Directory.CreateTempSubdirectory("keyreaper-tools-").FullName;
        var server = Process.Start(new ProcessStartInfo("python3", [Repository.PathOf("test/KeyReaper.Tests/Given/Preloaded/preload.py"), folder]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        if (server.StandardOutput.ReadLine() is null) return null; // why is on its standard error; the tools start by themselves

        Environment.SetEnvironmentVariable("PATH", folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"));
        return server;
    }
}
