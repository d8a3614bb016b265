namespace Amazon.Lambda.Core;

// The runtime's client calls the internal methods of these types wherever the types are declared: with a type and without its method no function
// starts, or each invocation fails. KeyReaper uses none of them, so there is nothing for the client to take from here.

/// <summary>The client sets the trace id of each invocation.</summary>
public class LambdaTraceProvider
{
    private protected LambdaTraceProvider()
    {
    }

    internal static void SetCurrentTraceId(string _)
    {
    }
}

/// <summary>The client takes over what a function with SnapStart wants to be called for.</summary>
public static class SnapshotRestore
{
    internal static void CopyBeforeSnapshotCallbacksToRegistry(Action<Func<ValueTask>> _)
    {
    }

    internal static void CopyAfterRestoreCallbacksToRegistry(Action<Func<ValueTask>> _)
    {
    }
}

/// <summary>The client offers to be given these when it logs in JSON, by a method of <see cref="LambdaLogger"/>.</summary>
public class StructuredLoggingOptions
{
    private protected StructuredLoggingOptions()
    {
    }
}
