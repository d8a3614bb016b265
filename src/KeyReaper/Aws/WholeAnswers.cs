using Amazon.Runtime;

namespace KeyReaper.Aws;

/// <summary>
/// Makes HTTP clients whose timeout covers the whole answer. With the SDK's own it covers the headers only: if an answer stalled after them, the pass would
/// wait until Lambda killed it, and nobody would learn what it had done. Also counts requests and answers.
/// </summary>
internal class WholeAnswers(Traffic traffic) : HttpClientFactory
{
    public sealed override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var client = new HttpClient(Handler());
        if (clientConfig.Timeout is { } timeout) client.Timeout = timeout;
        return client;
    }

#pragma warning disable CA2000 // the client disposes of its handlers
    protected virtual HttpMessageHandler Handler() => new Buffering(new SocketsHttpHandler { AllowAutoRedirect = false }, traffic);
#pragma warning restore CA2000

    private sealed class Buffering(HttpMessageHandler inner, Traffic traffic) : DelegatingHandler(inner)
    {
        /// <param name="cancellationToken">Ends with the client's timeout.</param>
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            traffic.Sent();
            var answer = await base.SendAsync(request, cancellationToken);
            try
            {
                await answer.Content.LoadIntoBufferAsync(cancellationToken);
                await traffic.AnsweredAsync(answer, cancellationToken);
                return answer;
            }
            catch
            {
                answer.Dispose();
                throw;
            }
        }
    }
}
