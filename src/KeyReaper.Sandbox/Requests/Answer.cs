using System.Text;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Trouble;

namespace KeyReaper.Sandbox.Requests;

/// <summary>What goes back to the client.</summary>
/// <param name="Write">Makes the bytes of the body; needs no lock.</param>
internal sealed record Answer(int HttpStatus, string? ErrorCode, string RequestId, string ContentType, Func<byte[]> Write)
{
    /// <summary>What a call of the Query protocol that went well results in; null where the action has no output.</summary>
    public IReadOnlyList<Node>? Result { get; init; }

    /// <summary>The fault that decides how the answer is sent, or not sent.</summary>
    public FaultKind Spoilt { get; private init; }

    /// <summary>No answer.</summary>
    public static Answer None(FaultKind kind) => new(0, kind.ToString(), "", "", () => []) { Spoilt = kind };

    /// <summary>The answer, of which only a part or nothing arrives.</summary>
    public Answer Spoil(FaultKind kind) => None(kind) with { ContentType = ContentType, Write = Write };

    /// <summary>The answer with another text in its body.</summary>
    public Answer Rewritten(Func<string, string> rewrite)
    {
        var body = Encoding.UTF8.GetBytes(rewrite(Encoding.UTF8.GetString(Write()))); // now: whoever rewrites it is told of the call next
        return this with { ErrorCode = nameof(FaultKind.Rewritten), Write = () => body };
    }

    /// <summary>The call with how it ended.</summary>
    public SandboxCall To(SandboxCall call) => call with { HttpStatus = HttpStatus, ErrorCode = ErrorCode };
}
