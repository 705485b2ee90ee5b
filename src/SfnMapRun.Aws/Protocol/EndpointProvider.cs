using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace SfnMapRun.Aws.Protocol;

/// <summary>The endpoint rules of Step Functions.</summary>
internal sealed class EndpointProvider : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var region = (string?)parameters["Region"] ?? throw new AmazonClientException("No Region is set.");
        var fips = parameters["UseFIPS"] is true;
        var dualStack = parameters["UseDualStack"] is true;

        if (parameters["Endpoint"] is string { Length: > 0 } endpoint)
        {
            return fips || dualStack
                ? throw new AmazonClientException("A custom endpoint can't be combined with FIPS or dual-stack endpoints.")
                : new Endpoint(endpoint);
        }

        // Every partition has both variants.
        var partition = Fn.Partition(region);
        var suffix = dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
        return new Endpoint($"https://{HostPrefix(region, partition.name, fips, dualStack)}.{region}.{suffix}");
    }

    // GovCloud turns the two names around in two cases.
    private static string HostPrefix(string region, string partition, bool fips, bool dualStack) => (fips, dualStack) switch
    {
        (true, false) when region == "us-gov-west-1" => "states",
        (false, true) when partition == "aws-us-gov" => "states-fips",
        (true, _) => "states-fips",
        _ => "states",
    };
}
