using System.Text.RegularExpressions;

namespace KeyReaper.Aws;

/// <summary>Counts requests sent to AWS, including retries, and how many of them AWS throttled.</summary>
internal sealed partial class Traffic
{
    private int calls;
    private int throttles;

    public int Calls => calls;
    public int Throttles => throttles;

    public void Sent() => Interlocked.Increment(ref calls);

    /// <param name="answer">Its content has to be in memory.</param>
    public async Task AnsweredAsync(HttpResponseMessage answer, CancellationToken cancelled)
    {
        if (!answer.IsSuccessStatusCode && ThrottlingCode().IsMatch(await answer.Content.ReadAsStringAsync(cancelled))) Interlocked.Increment(ref throttles);
    }

    // IAM throttles by an error code, mostly with status 400. These are the codes that the SDK's retries take for throttling.
    [GeneratedRegex("<Code>(Throttl|RequestThrottl|RequestLimitExceeded|TooManyRequests|BandwidthLimitExceeded|SlowDown|PriorRequestNotComplete|KMSThrottling)")]
    private static partial Regex ThrottlingCode();
}
