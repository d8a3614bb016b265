using System.Text;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Trouble;

namespace KeyReaper.Sandbox.Requests;

/// <summary>What goes back to the client.</summary>
/// <param name="Write">Makes the bytes of the body; needs no lock.</param>
internal sealed record Answer(int HttpStatus, string? ErrorCode, string RequestId, string ContentType, Func<byte[]> Write)
{
    /// <summary>The result of a successful call by the Query protocol; null if the action has no output.</summary>
    public IReadOnlyList<Node>? Result { get; init; }

    /// <summary>The fault that decides how the answer is sent, or not sent.</summary>
    public FaultKind Spoilt { get; private init; }

    /// <summary>No answer.</summary>
    public static Answer None(FaultKind kind) => new(0, kind.ToString(), "", "", () => []) { Spoilt = kind };

    /// <summary>The answer, but only part or none of it will arrive.</summary>
    public Answer Spoil(FaultKind kind) => None(kind) with { ContentType = ContentType, Write = Write };

    /// <summary>The answer with another text in its body.</summary>
    public Answer Rewritten(Func<string, string> rewrite)
    {
        var body = Encoding.UTF8.GetBytes(rewrite(Encoding.UTF8.GetString(Write()))); // at once, because a hook of the fault sees the call next
        return this with { ErrorCode = nameof(FaultKind.Rewritten), Write = () => body };
    }

    /// <summary>The call, including how it ended.</summary>
    public SandboxCall To(SandboxCall call) => call with { HttpStatus = HttpStatus, ErrorCode = ErrorCode };
}
