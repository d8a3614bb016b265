using System.Diagnostics;
using KeyReaper.Tests.Given.Preloaded;

namespace KeyReaper.Tests.Deployment;

/// <summary>A command that ran to its end.</summary>
internal sealed record Tool(int ExitCode, string Output, string Errors)
{
    public static Tool Run(string command, IEnumerable<string> arguments, string input = "")
    {
        PreloadedTools.PutOnPath();
        using var process = Process.Start(new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    public string OutputOfSuccess() =>
        ExitCode == 0 ? Output : throw new InvalidOperationException($"Exit code {ExitCode}: {Output}{Errors}");
}
