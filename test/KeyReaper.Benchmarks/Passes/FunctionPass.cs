using Amazon.Lambda.Core;

namespace KeyReaper.Benchmarks.Passes;

/// <summary>One invocation of the function as Lambda makes it: settings, credentials and endpoint from the environment, log and metrics to standard output.</summary>
internal static class FunctionPass
{
    public static Task RunAsync(TimeSpan remaining) => new ReaperFunction().HandleAsync(Stream.Null, new Invocation(remaining));

    private sealed class Invocation(TimeSpan remaining) : ILambdaContext
    {
        public string AwsRequestId => "benchmark";
        public IClientContext ClientContext => null!;
        public string FunctionName => "keyreaper";
        public string FunctionVersion => "$LATEST";
        public ICognitoIdentity Identity => null!;
        public string InvokedFunctionArn => "arn:aws:lambda:eu-west-1:111122223333:function:keyreaper";
        public ILambdaLogger Logger { get; } = new StandardOutput();
        public string LogGroupName => "keyreaper";
        public string LogStreamName => "benchmark";
        public int MemoryLimitInMB => 512;
        public TimeSpan RemainingTime => remaining;
    }

    private sealed class StandardOutput : ILambdaLogger
    {
        public void Log(string message) => Console.Write(message);

        public void LogLine(string message) => Console.WriteLine(message);

        public void Log(string level, string message) => LogLine($"{level}: {message}");

        public void Log(string level, string message, params object[] args) => Log(level, message);

        public void Log(string level, Exception exception, string message, params object[] args) => Log(level, $"{message} {exception}");
    }
}
