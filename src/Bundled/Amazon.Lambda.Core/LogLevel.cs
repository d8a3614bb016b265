namespace Amazon.Lambda.Core;

/// <summary>How grave a log line is.</summary>
public enum LogLevel
{
    Trace,
    Debug,
    Information,
    Warning,
    Error,
    Critical,
}
