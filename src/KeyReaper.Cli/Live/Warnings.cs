using Amazon.Lambda.Core;
using KeyReaper.Cli.Shell;

namespace KeyReaper.Cli.Live;

/// <summary>What a person at a terminal has to know of a pass's log.</summary>
internal sealed class Warnings(TextWriter errors) : SilentLogger
{
    public override void Log(string level, string message)
    {
        if (level is nameof(LogLevel.Warning)) errors.WriteLine(message);
    }
}
