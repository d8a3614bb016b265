using Amazon.Lambda.Core;

namespace KeyReaper.Tests.Bundled;

/// <summary>A logger that keeps what reaches its own methods: the two that every logger has.</summary>
internal class Bare : ILambdaLogger
{
    public List<string> Lines { get; } = [];

    public void Log(string message) => Lines.Add(message);

    public void LogLine(string message) => Lines.Add(message);
}

/// <summary>A logger that also has the method whose default calls itself without end.</summary>
internal class TemplatesOnly : Bare, ILambdaLogger
{
    public void Log(string level, string message) => Lines.Add($"{level}: {message}");

    public void Log(string level, string message, params object[] args) => Lines.Add($"{level}: {message} [{string.Join(',', args)}]");
}

/// <summary>A logger with all three methods that a logger should have.</summary>
internal sealed class Recorder : TemplatesOnly, ILambdaLogger
{
    public void Log(string level, Exception exception, string message, params object[] args) =>
        Lines.Add($"{level}: {message} [{string.Join(',', args)}] {exception.Message}");
}

/// <summary>A context that has only what it must have.</summary>
internal sealed class BareContext : ILambdaContext
{
    public string AwsRequestId => "";

    public IClientContext ClientContext => null!;

    public string FunctionName => "";

    public string FunctionVersion => "";

    public ICognitoIdentity Identity => null!;

    public string InvokedFunctionArn => "";

    public ILambdaLogger Logger { get; } = new Bare();

    public string LogGroupName => "";

    public string LogStreamName => "";

    public int MemoryLimitInMB => 0;

    public TimeSpan RemainingTime => TimeSpan.Zero;
}
