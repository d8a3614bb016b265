using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using KeyReaper.Bundled.Query;

namespace Amazon.SimpleNotificationService;

/// <summary>SNS is a service per region. Source: the endpoint rules that AWS publishes with its service models (sns, 2010-03-31).</summary>
internal sealed class SimpleNotificationServiceEndpoints : QueryEndpoints
{
    protected override Endpoint Resolve(string region, Partition partition, bool fips, bool dualStack) => new((fips, dualStack) switch
    {
        (true, false) when region is "us-gov-east-1" or "us-gov-west-1" => $"https://sns.{region}.amazonaws.com",
        (true, _) => $"https://sns-fips.{region}.{Suffix(partition, dualStack)}",
        _ => $"https://sns.{region}.{Suffix(partition, dualStack)}",
    });

    private static string Suffix(Partition partition, bool dualStack) => dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
}
