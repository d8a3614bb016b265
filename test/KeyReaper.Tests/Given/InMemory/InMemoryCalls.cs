using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using KeyReaper.Sandbox;
using KeyReaper.Sandbox.Requests;
using KeyReaper.Sandbox.Services;

namespace KeyReaper.Tests.Given.InMemory;

/// <summary>Makes the SDK write the request, sends it on its way, and reports how its last try ended.</summary>
internal sealed class InMemoryRequest(InMemoryCalls calls, Action<SandboxCall>? told) : PipelineHandler
{
    private static readonly Uri Nowhere = new("http://sandbox.invalid"); // the log of retries needs one

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var context = executionContext.RequestContext;
        context.Request = context.Marshaller.Marshall(context.OriginalRequest);
        if (calls.TakesWire(context.Request)) return await calls.InnerHandler.InvokeAsync<T>(executionContext);

        context.Request.Endpoint = Nowhere;
        try
        {
            return await InnerHandler.InvokeAsync<T>(executionContext);
        }
        finally
        {
            if (context.ContextAttributes.TryGetValue(InMemoryCalls.LastTry, out var last)) told?.Invoke((SandboxCall)last);
        }
    }
}

/// <summary>Lets the sandbox answer a request that the SDK wrote.</summary>
internal sealed class InMemoryCalls(SandboxServer sandbox, QueryService service, string caller, InMemoryDeath death) : PipelineHandler
{
    public const string LastTry = nameof(LastTry);

    /// <summary>Which calls the SDK sends over the wire all the same, by its own handlers; null for none.</summary>
    public Func<SandboxCall, bool>? ByWire { get; init; }

    public bool TakesWire(IRequest request) => ByWire is { } selects && selects(Call(request.ParameterCollection));

    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var context = executionContext.RequestContext;
        context.CancellationToken.ThrowIfCancellationRequested();
        if (death.IsDue) return death.Never<T>();
        var call = Call(context.Request.ParameterCollection);
        var answer = sandbox.AnswerTo(call, service);
        if (death.IsDue) return death.Never<T>();
        context.CancellationToken.ThrowIfCancellationRequested(); // in case its effect took longer than the time allowed
        context.ContextAttributes[LastTry] = answer.To(call);

        return answer switch
        {
            { Spoilt: FaultKind.ResetBeforeEffect or FaultKind.ResetAfterEffect } => throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was reset."),
            { Spoilt: not FaultKind.None } or { ErrorCode: nameof(FaultKind.Rewritten) } => throw new NotSupportedException($"{answer.ErrorCode} is of the wire."),
            { ErrorCode: null } => Task.FromResult((T)InMemoryAnswers.Read(call.Action, answer)),
            _ => throw ErrorIn(answer, context.Unmarshaller),
        };
    }

    private SandboxCall Call(ParameterCollection written)
    {
        var parameters = new Dictionary<string, string>(written.Count, StringComparer.Ordinal);
        foreach (var (name, value) in written) parameters.Add(name, ((StringParameterValue)value).Value);
        parameters.Remove("Action", out var action);
        parameters.Remove("Version");
        return new(service.Name, action!, parameters, caller, HttpStatus: 0, ErrorCode: null);
    }

    /// <summary>Errors are rare, so the SDK may read them from XML.</summary>
    private static AmazonServiceException ErrorIn(Answer answer, ResponseUnmarshaller unmarshaller)
    {
        var response = new Response(answer);
        using var body = new MemoryStream(answer.Write());
        using var xml = new XmlUnmarshallerContext(body, maintainResponseBody: false, response, isException: true);
        return unmarshaller.UnmarshallException(xml, innerException: null!, response.StatusCode);
    }

    private sealed class Response(Answer answer) : IWebResponseData
    {
        public long ContentLength => -1;
        public string ContentType => answer.ContentType;
        public HttpStatusCode StatusCode => (HttpStatusCode)answer.HttpStatus;
        public bool IsSuccessStatusCode => false;
        public IHttpResponseBody ResponseBody => throw new NotSupportedException();
        public string[] GetHeaderNames() => [];
        public bool IsHeaderPresent(string headerName) => false;
        public string GetHeaderValue(string headerName) => "";
        public bool IsEventHeaderPresent(string headerName) => false;
        public IEventStreamHeader GetEventStreamHeader(string headerName) => throw new NotSupportedException();
    }
}
