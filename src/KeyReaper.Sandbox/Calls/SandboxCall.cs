namespace KeyReaper.Sandbox.Calls;

/// <summary>A request that the sandbox answered.</summary>
/// <param name="Service"><c>iam</c>, <c>sns</c>, <c>sts</c> or <c>organizations</c>; empty if the request is for none of them.</param>
/// <param name="Action">The request's Action, such as <c>ListUsers</c>; empty if it had none.</param>
/// <param name="Parameters">The request's other parameters as they came, without Action and Version. For a JSON request, its members.</param>
/// <param name="CallerAccessKeyId">The access key id the request was signed with; null if it was not signed.</param>
/// <param name="HttpStatus">The answer's status; 0 if there was no complete answer.</param>
/// <param name="ErrorCode">The answer's error code, or the name of the fault that spoilt it; null after a success.</param>
public sealed record SandboxCall(
    string Service,
    string Action,
    IReadOnlyDictionary<string, string> Parameters,
    string? CallerAccessKeyId,
    int HttpStatus,
    string? ErrorCode)
{
    /// <summary>
    /// The caller's account, in which the call acts. AssumeRole acts in the account of whoever assumes the role, calls of the session in the
    /// role's account. Null if the caller was refused.
    /// </summary>
    public string? AccountId { get; init; }

    /// <summary>The parameter UserName; null if the request had none.</summary>
    public string? UserName => this["UserName"];

    /// <summary>The parameter AccessKeyId; null if the request had none.</summary>
    public string? AccessKeyId => this["AccessKeyId"];

    /// <summary>A parameter by its name on the wire, such as <c>Tags.member.1.Key</c>; null if the request had none.</summary>
    public string? this[string parameter] => Parameters.GetValueOrDefault(parameter);

    /// <summary>Service, action, what it was about and how it ended, on one line.</summary>
    public override string ToString() => $"{Service}:{Action} {UserName} {AccessKeyId} {HttpStatus} {ErrorCode}".TrimEnd();
}
