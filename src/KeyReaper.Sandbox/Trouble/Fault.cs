using KeyReaper.Sandbox.Calls;

namespace KeyReaper.Sandbox.Trouble;

/// <summary>A misbehaviour and the calls it affects: those that match everything set here.</summary>
public sealed record Fault
{
    /// <summary>The action's name, such as <c>DeleteAccessKey</c>; any if null.</summary>
    public string? Action { get; init; }

    /// <summary>The account the call acts in (<see cref="SandboxCall.AccountId"/>); any if null.</summary>
    public string? AccountId { get; init; }

    /// <summary>The user the call names, or whose access key it names; any if null.</summary>
    public string? UserName { get; init; }

    /// <summary>The access key id the call names; any if null.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>Any other condition. It sees the call with HttpStatus 0, before it is answered.</summary>
    public Func<SandboxCall, bool>? When { get; init; }

    /// <summary>How many matching calls are let through before the first is affected.</summary>
    public int Skip { get; init; }

    /// <summary>How many matching calls are affected; all if null.</summary>
    public int? Times { get; init; }

    /// <summary>What happens to the call.</summary>
    public FaultKind Kind { get; init; }

    /// <summary>The HTTP status of <see cref="FaultKind.Error"/>.</summary>
    public int Status { get; init; } = 400;

    /// <summary>The error code of <see cref="FaultKind.Error"/>.</summary>
    public string Code { get; init; } = "ValidationError";

    /// <summary>The message of <see cref="FaultKind.Error"/>.</summary>
    public string Message { get; init; } = "";

    /// <summary>For <see cref="FaultKind.Rewritten"/>: makes the text of the answer from what it would have been.</summary>
    public Func<SandboxCall, string, string> Rewrite { get; init; } = (_, answer) => answer;

    /// <summary>Runs before the call takes effect, for instance to let a person use the key between two calls.</summary>
    public Action<SandboxCall>? Before { get; init; }

    /// <summary>Runs after the call took effect (or was refused) and before the answer; the call has its status and error code.</summary>
    public Action<SandboxCall>? After { get; init; }
}
