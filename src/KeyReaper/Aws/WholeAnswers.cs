using Amazon.Runtime;

namespace KeyReaper.Aws;

/// <summary>
/// Makes HTTP clients for which an answer has come when all of it has. The SDK's own take the headers for the answer, so that one that stalls after
/// them is waited for without end: Lambda would stop the pass, and nobody would be told what it had done. Counts them on the way.
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
