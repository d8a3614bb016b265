using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace KeyReaper.Sandbox.Wire;

/// <summary>Passes a client's requests to the pipeline as a server would, and returns its answers.</summary>
internal sealed class InProcessHandler(Pipeline pipeline) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var connection = new Connection(cancellationToken);
        using var answer = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpRequestLifetimeFeature>(connection);
        context.Response.Body = answer;
        await CopyAsync(request, context.Request, cancellationToken);

        await pipeline.AnswerAsync(context);

        cancellationToken.ThrowIfCancellationRequested();
        if (connection.Reset) throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was reset.");
        return AnswerOf(context.Response, answer.ToArray());
    }

    private static async Task CopyAsync(HttpRequestMessage from, HttpRequest to, CancellationToken cancellationToken)
    {
        var uri = from.RequestUri!; // PathString.FromUriComponent cannot parse the SDK's URIs
        (to.Method, to.Host) = (from.Method.Method, new(uri.Authority));
        (to.Path, to.QueryString) = (new(Uri.UnescapeDataString(uri.AbsolutePath)), new(uri.Query));
        foreach (var (name, values) in from.Headers) to.Headers[name] = values.ToArray();
        if (from.Content is not { } content) return;

        foreach (var (name, values) in content.Headers) to.Headers[name] = values.ToArray();
        to.Body = new MemoryStream(await content.ReadAsByteArrayAsync(cancellationToken)); // a copy, because a request may be sent again and a stream can be read only once
    }

    private static HttpResponseMessage AnswerOf(HttpResponse response, byte[] body)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)response.StatusCode) { Content = new ByteArrayContent(body) };
        foreach (var (name, values) in response.Headers)
        {
            if (!answer.Headers.TryAddWithoutValidation(name, values.ToArray())) answer.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        return answer;
    }

    private sealed class Connection(CancellationToken cancelled) : IHttpRequestLifetimeFeature, IDisposable
    {
        private readonly CancellationTokenSource aborted = CancellationTokenSource.CreateLinkedTokenSource(cancelled);

        public CancellationToken RequestAborted { get => aborted.Token; set => throw new NotSupportedException(); }

        public bool Reset { get; private set; }

        public void Abort()
        {
            Reset = true;
            aborted.Cancel();
        }

        public void Dispose() => aborted.Dispose();
    }
}
