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
    public void Log(string level, string message, params object[] args) => LogLine(Text(level, message, args, null));

    /// <inheritdoc/>
    public void Log(string level, Exception exception, string message, params object[] args) => LogLine(Text(level, message, args, exception));

    // Arguments and exception each end a line of their own, so that an empty one follows them.
    private static string Text(string level, string message, object[] args, Exception exception)
    {
        var text = new StringBuilder().Append(CultureInfo.CurrentCulture, $"{level}: {message}");
        if (args is { Length: > 0 })
        {
            text.AppendLine();
            foreach (var arg in args)
            {
                text.AppendLine(CultureInfo.CurrentCulture, $"\t{arg}");
            }
        }

        return (exception is null ? text : text.AppendLine().AppendLine(exception.ToString())).ToString();
    }
}
