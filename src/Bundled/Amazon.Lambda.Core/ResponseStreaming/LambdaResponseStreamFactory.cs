namespace Amazon.Lambda.Core.ResponseStreaming;

/// <summary>The client says how a response is streamed: see RuntimeHooks.cs.</summary>
public class LambdaResponseStreamFactory
{
    private protected LambdaResponseStreamFactory()
    {
    }

    internal static void SetLambdaResponseStream(Func<byte[], ILambdaResponseStream> _)
    {
    }
}

/// <summary>Only the client has any.</summary>
internal interface ILambdaResponseStream : IDisposable;
