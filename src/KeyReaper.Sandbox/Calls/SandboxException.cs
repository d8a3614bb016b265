using System.Diagnostics.CodeAnalysis;

namespace KeyReaper.Sandbox.Calls;

/// <summary>An AWS error: what a client gets as an ErrorResponse, and what the sandbox's own C# surface throws.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "An AWS error has a status and a code.")]
public sealed class SandboxException(int httpStatus, string code, string message) : Exception(message)
{
    /// <summary>The HTTP status the error is answered with.</summary>
    public int HttpStatus { get; } = httpStatus;

    /// <summary>The error's code, such as <c>NoSuchEntity</c>.</summary>
    public string Code { get; } = code;
}
