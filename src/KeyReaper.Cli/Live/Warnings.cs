using Amazon.Lambda.Core;
using KeyReaper.Cli.Shell;

namespace KeyReaper.Cli.Live;

/// <summary>Of a pass's log, what a person at a terminal has to know.</summary>
internal sealed class Warnings(TextWriter errors) : SilentLogger
{
    public override void Log(string level, string message)
    {
        if (level is nameof(LogLevel.Warning)) errors.WriteLine(message);
    }
}
