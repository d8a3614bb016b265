using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using KeyReaper.Bundled.Query;

namespace Amazon.IdentityManagement;

/// <summary>
/// IAM is one service per partition: whatever the client's region, requests go to the partition's endpoint and are signed for its home region.
/// Source: the endpoint rules that AWS publishes with its service models (iam, 2010-05-08).
/// </summary>
internal sealed class IdentityManagementEndpoints : QueryEndpoints
{
    protected override Endpoint Resolve(string region, Partition partition, bool fips, bool dualStack)
    {
        var (host, home) = (partition.name, fips, dualStack) switch
        {
            ("aws", false, true) => ("iam.global.api.aws", "us-east-1"),
            ("aws", true, true) => ("iam-fips.global.api.aws", "us-east-1"),
            ("aws-cn", false, true) => ("iam.global.api.amazonwebservices.com.cn", "cn-north-1"),
            ("aws-cn", false, false) => ("iam.cn-north-1.amazonaws.com.cn", "cn-north-1"),
            ("aws-us-gov", _, true) => ("iam.us-gov.api.aws", "us-gov-west-1"),
            ("aws-us-gov", _, false) => ("iam.us-gov.amazonaws.com", "us-gov-west-1"),
            ("aws-iso", false, false) => ("iam.us-iso-east-1.c2s.ic.gov", "us-iso-east-1"),
            ("aws-iso", true, false) => ("iam-fips.us-iso-east-1.c2s.ic.gov", "us-iso-east-1"),
            ("aws-iso-b", false, false) => ("iam.us-isob-east-1.sc2s.sgov.gov", "us-isob-east-1"),
            ("aws-iso-b", true, false) => ("iam-fips.us-isob-east-1.sc2s.sgov.gov", "us-isob-east-1"),
            ("aws-iso-e", false, false) => ("iam.eu-isoe-west-1.cloud.adc-e.uk", "eu-isoe-west-1"),
            ("aws-iso-f", false, false) => ("iam.us-isof-south-1.csp.hci.ic.gov", "us-isof-south-1"),
            ("aws-eusc", false, false) => ("iam.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1"),
            _ => ($"{(fips ? "iam-fips" : "iam")}.{(dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}", partition.implicitGlobalRegion),
        };

        return new Endpoint($"https://{host}", $$"""{"authSchemes":[{"name":"sigv4","signingRegion":"{{home}}"}]}""", "{}");
    }
}
