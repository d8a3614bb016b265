using System.Globalization;
using System.Text;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.TestUtilities;

/// <summary>Keeps what is logged and repeats it on the console. Templates are not filled in: arguments follow one a line, after a tab.</summary>
public class TestLambdaLogger : ILambdaLogger
{
    /// <summary>Everything logged so far.</summary>
    public StringBuilder Buffer { get; } = new();

    /// <inheritdoc/>
    public void Log(string message)
    {
        Buffer.Append(message);
        Console.Write(message);
    }

    /// <inheritdoc/>
    public void LogLine(string message)
    {
        Buffer.AppendLine(message);
        Console.WriteLine(message);
    }

    /// <inheritdoc/>
    public void Log(string level, string message) => LogLine($"{level}: {message}");

    /// <inheritdoc/>
    public void Log(string level, string message, params object[] args)
    {
        Log(level, message);
        foreach (var arg in args ?? [])
        {
            LogLine(string.Create(CultureInfo.InvariantCulture, $"\t{arg}"));
        }
    }

    /// <inheritdoc/>
    public void Log(string level, Exception exception, string message, params object[] args)
    {
        Log(level, message, args);
        LogLine(exception?.ToString());
    }
}
