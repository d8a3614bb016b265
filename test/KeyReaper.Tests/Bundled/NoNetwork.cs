using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Web;
using Amazon.Runtime;

namespace KeyReaper.Tests.Bundled;

/// <summary>Keeps requests on this machine: each is answered with an empty result, and remembered.</summary>
internal sealed class NoNetwork : HttpClientFactory
{
    private readonly List<HttpRequestMessage> _requests = [];

    /// <summary>Where the requests would have gone and the signing scopes, for example <c>https://iam.amazonaws.com us-east-1/iam</c>.</summary>
    public IEnumerable<string> Targets => _requests.Select(request => $"{request.RequestUri!.GetLeftPart(UriPartial.Authority)} {Signature(request).Target}");

    /// <summary>The access key ids that signed the requests.</summary>
    public IEnumerable<string> KeyIds => _requests.Select(request => Signature(request).KeyId);

    public IEnumerable<string> SessionTokens => _requests.SelectMany(request => request.Headers.GetValues("X-Amz-Security-Token"));

    [SuppressMessage("Reliability", "CA2000", Justification = "The HTTP client owns its handler, the SDK's client owns the HTTP client.")]
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(_requests), disposeHandler: true);

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    private static SigV4 Signature(HttpRequestMessage request) => SigV4.Of(request.Headers.GetValues("Authorization").Single());

    private sealed class Handler(List<HttpRequestMessage> requests) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            requests.Add(request);
            var action = HttpUtility.ParseQueryString(await request.Content!.ReadAsStringAsync(cancellationToken))["Action"]!;
            return new(HttpStatusCode.OK) { Content = new StringContent(WireAnswer.Ok(action, "").Body) };
        }
    }
}
