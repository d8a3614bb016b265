using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace KeyReaper.Sandbox.Wire;

/// <summary>A request's way: latency, credentials, rate, faults, action, answer.</summary>
internal sealed class Pipeline(World world, SandboxOptions options, Faults faults, CallLog log)
{
    private static readonly Fault NoFault = new();
    private readonly TokenBucket? bucket = options.RateLimit is { } limit ? new(limit) : null;

    public async Task AnswerAsync(HttpContext context)
    {
        var incoming = await Incoming.ReadAsync(context.Request, context.RequestAborted);
        await PassTimeAsync(context.RequestAborted);

        var service = Service.Of(incoming.Parameters.GetValueOrDefault("Version", ""));
        var credential = Gatekeeper.CredentialOf(incoming);
        var call = incoming.ToCall(service, credential);
        var striking = faults.Striking(call);
        var answer = Answered(service, call, striking, () => Gatekeeper.Admit(world, incoming, credential));
        var answered = call with { HttpStatus = answer.HttpStatus, ErrorCode = answer.ErrorCode };
        foreach (var fault in striking)
        {
            fault.After?.Invoke(answered);
        }

        log.Add(answered);
        await SendAsync(context, answer);
    }

    private async Task PassTimeAsync(CancellationToken cancellationToken)
    {
        if (options.Latency > TimeSpan.Zero)
        {
            await Task.Delay(options.Latency, TimeProvider.System, cancellationToken);
        }

        world.Clock.Advance(options.LatencyOnClock);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A hook or an action that breaks must show in the answer: Kestrel would hide it behind an empty 500.")]
    private Answer Answered(Service? service, SandboxCall call, IReadOnlyList<Fault> striking, Func<Caller> admit)
    {
        var requestId = world.Default.Ids.Uuid();
        try
        {
            return Answered(service, call, striking, admit(), requestId);
        }
        catch (SandboxException refused)
        {
            return Answer.Failure(service, refused, requestId);
        }
        catch (Exception defect)
        {
            return Answer.Failure(service, new(500, "InternalFailure", $"{defect}"), requestId);
        }
    }

    private Answer Answered(Service? service, SandboxCall call, IReadOnlyList<Fault> striking, Caller caller, string requestId)
    {
        if (bucket?.TryTake() is false)
        {
            throw Errors.Throttled();
        }

        if (service is null || !service.Actions.TryGetValue(call.Action, out var action))
        {
            throw Errors.InvalidAction(call.Action, service?.Version);
        }

        foreach (var fault in striking)
        {
            fault.Before?.Invoke(call);
        }

        var misbehaviour = striking.FirstOrDefault(fault => fault.Kind is not FaultKind.None) ?? NoFault;
        if (misbehaviour.Kind is FaultKind.ResetBeforeEffect)
        {
            return Answer.Reset(misbehaviour.Kind);
        }

        if (misbehaviour.ErrorFor(service, call, caller) is { } error)
        {
            throw error;
        }

        IReadOnlyList<Node>? result;
        lock (caller.Account.Gate)
        {
            result = action(new(call, caller, world));
        }

        return misbehaviour.Kind is FaultKind.ResetAfterEffect
            ? Answer.Reset(misbehaviour.Kind)
            : Answer.Success(service, call.Action, result, requestId);
    }

    private static async Task SendAsync(HttpContext context, Answer answer)
    {
        if (answer.HttpStatus == 0)
        {
            context.Abort();
            return;
        }

        var response = context.Response;
        (response.StatusCode, response.ContentType, response.ContentLength) = (answer.HttpStatus, "text/xml", answer.Body.Length);
        response.Headers["x-amzn-RequestId"] = answer.RequestId;
        await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }
}
