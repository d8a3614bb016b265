using KeyReaper.Sandbox.Access;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Requests;
using KeyReaper.Sandbox.Services;
using KeyReaper.Sandbox.Trouble;

namespace KeyReaper.Sandbox.Wire;

/// <summary>What a fault answers.</summary>
internal static class FaultAnswers
{
    /// <summary>The error of the fault's kind; null for kinds that answer no error.</summary>
    public static SandboxException? ErrorFor(this Fault fault, Service service, SandboxCall call, Caller caller) => fault.Kind switch
    {
        FaultKind.Throttle => Errors.Throttled(),
        FaultKind.ServerError => new(
            500, service.ServerErrorCode, "The request processing has failed because of an unknown error, exception or failure."),
        FaultKind.Unavailable => new(503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server."),
        FaultKind.AccessDenied => Denial.Of(call, caller),
        FaultKind.NoSuchEntity => NoSuchEntity(service, call),
        FaultKind.ConcurrentModification => Errors.ConcurrentModification(),
        FaultKind.Error => new(fault.Status, fault.Code, fault.Message),
        _ => null,
    };

    private static SandboxException NoSuchEntity(Service service, SandboxCall call) => (service.Name, call) switch
    {
        ("sns", _) => Errors.NoSuchTopic(),
        (_, { AccessKeyId: { } id }) => Errors.NoSuchAccessKey(id),
        (_, { UserName: { } name }) => Errors.NoSuchUser(name),
        _ => new(404, "NoSuchEntity", "The entity cannot be found."),
    };
}
