using System.Text.RegularExpressions;

namespace KeyReaper.Aws;

/// <summary>Requests sent to AWS, those tried again included, and how many of them were answered by a request to slow down.</summary>
internal sealed partial class Traffic
{
    private int calls;
    private int throttles;

    public int Calls => calls;
    public int Throttles => throttles;

    public void Sent() => Interlocked.Increment(ref calls);

    /// <param name="answer">With its content in memory.</param>
    public async Task AnsweredAsync(HttpResponseMessage answer, CancellationToken cancelled)
    {
        if (!answer.IsSuccessStatusCode && ThrottlingCode().IsMatch(await answer.Content.ReadAsStringAsync(cancelled))) Interlocked.Increment(ref throttles);
    }

    // IAM says it by a code, mostly with status 400; the codes are those by which the SDK's retries tell throttling from other errors.
    [GeneratedRegex("<Code>(Throttl|RequestThrottl|RequestLimitExceeded|TooManyRequests|BandwidthLimitExceeded|SlowDown|PriorRequestNotComplete|KMSThrottling)")]
    private static partial Regex ThrottlingCode();
}
