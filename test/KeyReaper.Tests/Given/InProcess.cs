using Amazon.Runtime;
using KeyReaper.Aws;
using KeyReaper.Sandbox;

namespace KeyReaper.Tests.Given;

/// <summary>
/// Makes HTTP clients whose calls reach a sandbox without a socket: the same bytes in a fraction of the time. As with a server, concurrent calls are answered concurrently, in any order.
/// </summary>
internal sealed class InProcess(SandboxServer sandbox, Traffic traffic) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
#pragma warning disable CA2000 // the client disposes of its handlers
        var client = new HttpClient(new Way(sandbox.CreateHandler(), traffic));
#pragma warning restore CA2000
        if (clientConfig.Timeout is { } timeout) client.Timeout = timeout;
        return client;
    }

    private sealed class Way(HttpMessageHandler inner, Traffic traffic) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            traffic.Sent();
            await Task.Yield();
            var answer = await base.SendAsync(request, cancellationToken);
            await traffic.AnsweredAsync(answer, cancellationToken);
            return answer;
        }
    }
}
