using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using Amazon.Runtime;
using Microsoft.AspNetCore.WebUtilities;

namespace KeyReaper.Tests.Model;

/// <summary>A call and the answer that the client got in the end. Status 0 means that the connection broke.</summary>
/// <param name="Tag">The tag that is written or removed.</param>
internal sealed record Told(string Action, string? User, string? AccessKeyId, string? Tag, int Status, string? Code)
{
    public bool Well => Status == 200;

    /// <summary>Whether the user or the key no longer exists.</summary>
    public bool Gone => Code == "NoSuchEntity" && (User ?? AccessKeyId) is not null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Action} {User}{AccessKeyId} {Status} {Code}");
}

/// <summary>The clients' way to the sandbox. After a transient error it tries the call again, as the SDK would, but at once and only once.</summary>
internal sealed class Line(HttpMessageHandler way) : HttpClientFactory, IDisposable
{
    private readonly Retrying retrying = new(way);

    public Action<Told> Told { set => retrying.Told = value; }

    [SuppressMessage("Reliability", "CA2000", Justification = "The SDK's client keeps it; what is worth disposing is the handler, which lives as long as the line.")]
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(retrying, disposeHandler: false);

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public void Dispose() => retrying.Dispose();

    private sealed class Retrying(HttpMessageHandler way) : DelegatingHandler(way)
    {
        public Action<Told> Told { get; set; } = _ => { };

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var call = QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(cancellationToken));
            string? Parameter(string name) => call.TryGetValue(name, out var value) ? value.ToString() : null;

            void Tell(int status, string? code) => Told(new(Parameter("Action")!, Parameter("UserName"), Parameter("AccessKeyId"), Parameter("Tags.member.1.Key") ?? Parameter("TagKeys.member.1"), status, code));

            for (var last = false; ; last = true)
            {
                try
                {
                    var answer = await base.SendAsync(request, cancellationToken);
                    var code = answer.IsSuccessStatusCode ? null : CodeIn(await answer.Content.ReadAsStringAsync(cancellationToken));
                    if (last || !(answer.StatusCode >= HttpStatusCode.InternalServerError || code == "Throttling"))
                    {
                        Tell((int)answer.StatusCode, code);
                        return answer;
                    }

                    answer.Dispose();
                }
                catch (HttpRequestException) when (!last)
                {
                }
                catch (HttpRequestException lost)
                {
                    Tell(0, code: null);
                    throw new HttpRequestException(lost.Message); // without its cause, because after some causes the SDK tries again, and waits in real time, although told not to
                }
            }
        }

        private static string CodeIn(string error) => error.Split("<Code>")[^1].Split("</Code>")[0];
    }
}
