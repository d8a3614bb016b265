using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace KeyReaper.Bundled.Query;

/// <summary>The endpoint rules that all services share: a custom endpoint wins, and what a partition lacks is an error.</summary>
internal abstract class QueryEndpoints : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var fips = parameters["UseFIPS"] is true;
        var dualStack = parameters["UseDualStack"] is true;

        if (parameters["Endpoint"] is string custom)
        {
            return (fips, dualStack) switch
            {
                (true, _) => throw new AmazonClientException("Invalid Configuration: FIPS and custom endpoint are not supported"),
                (_, true) => throw new AmazonClientException("Invalid Configuration: Dualstack and custom endpoint are not supported"),
                _ => new Endpoint(custom),
            };
        }

        if (parameters["Region"] is not string region)
        {
            throw new AmazonClientException("Invalid Configuration: Missing Region");
        }

        var partition = Fn.Partition(region);
        return (fips && !partition.supportsFIPS, dualStack && !partition.supportsDualStack) switch
        {
            (true, _) => throw new AmazonClientException($"FIPS is enabled but the partition {partition.name} does not support FIPS"),
            (_, true) => throw new AmazonClientException($"DualStack is enabled but the partition {partition.name} does not support DualStack"),
            _ => Resolve(region, partition, fips, dualStack),
        };
    }

    protected abstract Endpoint Resolve(string region, Partition partition, bool fips, bool dualStack);
}
