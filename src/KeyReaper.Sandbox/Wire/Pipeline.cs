using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using KeyReaper.Sandbox.Access;
using KeyReaper.Sandbox.Calls;
using KeyReaper.Sandbox.Requests;
using KeyReaper.Sandbox.Services;
using KeyReaper.Sandbox.Trouble;
using Microsoft.AspNetCore.Http;

namespace KeyReaper.Sandbox.Wire;

/// <summary>The way of a request: latency, credentials, rate, faults, action, answer.</summary>
internal sealed class Pipeline(World world, Pace pace, Faults faults, CallLog log)
{
    private static readonly Fault NoFault = new();
    private readonly ConcurrentDictionary<(string AccountId, string Service), TokenBucket> buckets = new();

    public async Task AnswerAsync(HttpContext context)
    {
        var incoming = await Incoming.ReadAsync(context.Request, context.RequestAborted);
        await PassTimeAsync(context.RequestAborted);
        var credential = Gatekeeper.CredentialOf(incoming);
        var answer = AnswerTo(incoming.Service, incoming.ToCall(credential), () => incoming.Malformed is { } problem ? throw problem : Gatekeeper.Admit(world, incoming, credential));
        context.Response.Headers.Date = world.Clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture); // otherwise Kestrel would send the machine's time
        await SendAsync(context, answer);
    }

    /// <summary>Answers a call that is not an HTTP request. The caller is a role, because nobody else can be identified without a signature.</summary>
    public Answer AnswerTo(Service service, SandboxCall call)
    {
        world.Clock.Advance(pace.LatencyOnClock);
        return AnswerTo(service, call, () => Gatekeeper.AdmitRole(world, call.CallerAccessKeyId!, region: "us-east-1"));
    }

    private Answer AnswerTo(Service? service, SandboxCall call, Func<Caller> admit)
    {
        var requestId = world.Default.Ids.Uuid();
        var answer = Answered(service, requestId, () =>
        {
            var caller = admit();
            call = call with { AccountId = caller.Account.Id };
            return Act(service, call, caller, requestId);
        });
        log.Add(answer.To(call));
        return answer;
    }

    private async Task PassTimeAsync(CancellationToken cancellationToken)
    {
        if (pace.Latency > TimeSpan.Zero)
        {
            await Task.Delay(pace.Latency, TimeProvider.System, cancellationToken);
        }

        world.Clock.Advance(pace.LatencyOnClock);
    }

    private Answer Act(Service? service, SandboxCall call, Caller caller, string requestId)
    {
        if (pace.RateLimit is { } limit && !buckets.GetOrAdd((caller.Account.Id, call.Service), _ => new(limit)).TryTake())
        {
            throw Errors.Throttled();
        }

        if (service?.Offers(call.Action) is not true)
        {
            throw Errors.InvalidAction(call.Action, service?.Version);
        }

        var striking = faults.Striking(call);
        foreach (var fault in striking)
        {
            fault.Before?.Invoke(call);
        }

        var misbehaviour = striking.FirstOrDefault(fault => fault.Kind is not FaultKind.None) ?? NoFault;
        var answer = Answered(service, requestId, () => Act(service, new(call, caller, world), misbehaviour, requestId));
        foreach (var fault in striking)
        {
            fault.After?.Invoke(answer.To(call));
        }

        return answer;
    }

    private static Answer Act(Service service, Request request, Fault misbehaviour, string requestId)
    {
        if (misbehaviour.Kind is FaultKind.ResetBeforeEffect or FaultKind.NoAnswerBeforeEffect)
        {
            return Answer.None(misbehaviour.Kind);
        }

        if (misbehaviour.ErrorFor(service, request.Call, request.Caller) is { } error)
        {
            throw error;
        }

        Answer answer;
        lock (request.Account.Gate)
        {
            request.Account.Propagation.CountCall();
            request.Authorize();
            answer = service.Act(request, requestId);
        }

        return misbehaviour.Kind switch
        {
            FaultKind.ResetAfterEffect or FaultKind.NoAnswerAfterEffect => Answer.None(misbehaviour.Kind),
            FaultKind.StalledAnswer => answer.Spoil(misbehaviour.Kind),
            FaultKind.Rewritten => answer.Rewritten(text => misbehaviour.Rewrite(request.Call, text)),
            _ => answer,
        };
    }

    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "A hook or an action that breaks must show in the answer: Kestrel would hide it behind an empty 500.")]
    private static Answer Answered(Service? service, string requestId, Func<Answer> act)
    {
        try
        {
            return act();
        }
        catch (SandboxException refused)
        {
            return Failure(service, refused, requestId);
        }
        catch (Exception defect)
        {
            return Failure(service, new(500, "InternalFailure", $"{defect}"), requestId);
        }
    }

    private static Answer Failure(Service? service, SandboxException error, string requestId) =>
        service?.Failure(error, requestId) ?? XmlAnswer.Failure(null, error, requestId);

    private static async Task SendAsync(HttpContext context, Answer answer)
    {
        if (answer.Spoilt is FaultKind.ResetBeforeEffect or FaultKind.ResetAfterEffect)
        {
            context.Abort();
            return;
        }

        if (answer.Spoilt is FaultKind.NoAnswerBeforeEffect or FaultKind.NoAnswerAfterEffect)
        {
            await ClientGoneAsync(context);
            return;
        }

        var response = context.Response;
        var stalled = answer.Spoilt is FaultKind.StalledAnswer;
        var body = answer.Write();
        (response.StatusCode, response.ContentType, response.ContentLength) = (stalled ? 200 : answer.HttpStatus, answer.ContentType, body.Length);
        response.Headers["x-amzn-RequestId"] = answer.RequestId;
        await response.Body.WriteAsync(stalled ? body.AsMemory(0, body.Length / 2) : body, context.RequestAborted);
        if (stalled)
        {
            await response.Body.FlushAsync(context.RequestAborted);
            await ClientGoneAsync(context);
        }
    }

    // Kestrel would complete the answer if this returned, so it waits until the client or the sandbox gives up, and then cuts the connection.
    private static async Task ClientGoneAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (context.RequestAborted.Register(gone.SetResult))
        {
            await gone.Task;
        }

        context.Abort();
    }
}
