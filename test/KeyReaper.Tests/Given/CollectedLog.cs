using System.Text;
using Amazon.Lambda.Core;

namespace KeyReaper.Tests.Given;

/// <summary>A log that only remembers, since thousands of passes would drown the test's own output. Implements every overload, because the interface's default for the last one calls itself.</summary>
internal sealed class CollectedLog : ILambdaLogger
{
    private readonly StringBuilder text = new();

    public override string ToString() => text.ToString();

    public void Log(string message) => text.AppendLine(message);

    public void LogLine(string message) => text.AppendLine(message);

    public void Log(string level, string message) => text.AppendLine(message);

    public void Log(string level, string message, params object[] args) => text.AppendLine(message);

    public void Log(string level, Exception exception, string message, params object[] args) => text.AppendLine(message);
}
