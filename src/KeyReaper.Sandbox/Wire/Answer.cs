using System.Text;

namespace KeyReaper.Sandbox.Wire;

/// <summary>What goes back to the client.</summary>
internal sealed record Answer(int HttpStatus, string? ErrorCode, string RequestId, string ContentType, byte[] Body)
{
    /// <summary>The fault that decides how the answer is sent, or not sent.</summary>
    public FaultKind Spoilt { get; private init; }

    /// <summary>No answer.</summary>
    public static Answer None(FaultKind kind) => new(0, kind.ToString(), "", "", []) { Spoilt = kind };

    /// <summary>The answer, of which only a part or nothing arrives.</summary>
    public Answer Spoil(FaultKind kind) => None(kind) with { ContentType = ContentType, Body = Body };

    /// <summary>The answer with another text in its body.</summary>
    public Answer Rewritten(Func<string, string> rewrite) =>
        this with { ErrorCode = nameof(FaultKind.Rewritten), Body = Encoding.UTF8.GetBytes(rewrite(Encoding.UTF8.GetString(Body))) };

    /// <summary>The call with how it ended.</summary>
    public SandboxCall To(SandboxCall call) => call with { HttpStatus = HttpStatus, ErrorCode = ErrorCode };
}
