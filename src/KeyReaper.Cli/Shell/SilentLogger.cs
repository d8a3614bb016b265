using Amazon.Lambda.Core;

namespace KeyReaper.Cli.Shell;

/// <summary>Logs nothing, since the output is used for something else. Implements every overload, because the interface's default for the last one calls itself.</summary>
internal class SilentLogger : ILambdaLogger
{
    public void Log(string message)
    {
    }

    public void LogLine(string message)
    {
    }

    public virtual void Log(string level, string message)
    {
    }

    public void Log(string level, string message, params object[] args)
    {
    }

    public void Log(string level, Exception exception, string message, params object[] args)
    {
    }
}
