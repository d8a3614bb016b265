using System.Diagnostics.CodeAnalysis;

namespace KeyReaper.Sandbox.Calls;

/// <summary>An AWS error. Clients receive it as an ErrorResponse; the sandbox's C# methods throw it.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "An AWS error has a status and a code.")]
public sealed class SandboxException(int httpStatus, string code, string message) : Exception(message)
{
    /// <summary>The HTTP status the error is answered with.</summary>
    public int HttpStatus { get; } = httpStatus;

    /// <summary>The error's code, such as <c>NoSuchEntity</c>.</summary>
    public string Code { get; } = code;
}
