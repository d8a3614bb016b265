using System.Globalization;

namespace Amazon.Lambda.Core;

/// <summary>Logs from where no context is at hand: to the function's log in Lambda, to the console elsewhere.</summary>
/// <remarks>The runtime replaces the three fields by reflection, by name: they must keep their names, and stay writable.</remarks>
public static class LambdaLogger
{
#pragma warning disable IDE0044, CA1823 // the runtime writes these fields
    private static Action<string> _loggingAction = Console.WriteLine;

    private static Action<string, string, object[]> _loggingWithLevelAction = WriteLine;

    private static Action<string, Exception, string, object[]> _loggingWithLevelAndExceptionAction = WriteLines;
#pragma warning restore IDE0044, CA1823

    /// <summary>Writes without a level. In Lambda the line counts as Trace and is never filtered.</summary>
    public static void Log(string message) => _loggingAction(message);

    public static void Log(string level, string message, params object[] args) => _loggingWithLevelAction(level, message, args);

    public static void Log(LogLevel level, string message, params object[] args) => Log(level.ToString(), message, args);

    public static void Log(string level, Exception exception, string message, params object[] args) =>
        _loggingWithLevelAndExceptionAction(level, exception, message, args);

    public static void Log(LogLevel level, Exception exception, string message, params object[] args) =>
        Log(level.ToString(), exception, message, args);

    /// <summary>For the runtime's client: see <see cref="StructuredLoggingOptions"/>.</summary>
    internal static void SetConfigureStructuredLoggingAction(Action<StructuredLoggingOptions> _)
    {
    }

    private static void WriteLine(string level, string message, object[] args) =>
        Console.WriteLine(string.Join('\t', [$"{level}: {message}", .. args.Select(arg => Convert.ToString(arg, CultureInfo.InvariantCulture))]));

    private static void WriteLines(string level, Exception exception, string message, object[] args)
    {
        WriteLine(level, message, args);
        Console.WriteLine(exception);
    }
}
