using System.Reflection;

namespace KeyReaper.Benchmarks.Passes;

/// <summary>The command line as a person runs it, in this process, so that what it uses can be told.</summary>
internal static class PreviewLook
{
    public static Task RunAsync(string[] options) => Task.Run(() =>
    {
        var exitCode = (int)Assembly.Load("keyreaper-cli").EntryPoint!.Invoke(null, [(string[])["preview", .. options]])!;
        if (exitCode != 0) throw new InvalidOperationException($"keyreaper ended with exit code {exitCode}.");
    });
}
