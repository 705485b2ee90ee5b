using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using SfnMapRun.Aws.Protocol;

namespace SfnMapRun.Tests.Aws;

public sealed class EndpointProviderTests
{
    [Theory]
    [InlineData("eu-central-1", false, false, "https://states.eu-central-1.amazonaws.com")]
    [InlineData("eu-central-1", false, true, "https://states.eu-central-1.api.aws")]
    [InlineData("us-east-1", true, false, "https://states-fips.us-east-1.amazonaws.com")]
    [InlineData("us-east-1", true, true, "https://states-fips.us-east-1.api.aws")]
    [InlineData("cn-north-1", false, false, "https://states.cn-north-1.amazonaws.com.cn")]
    [InlineData("cn-north-1", false, true, "https://states.cn-north-1.api.amazonwebservices.com.cn")]
    [InlineData("us-gov-west-1", false, false, "https://states.us-gov-west-1.amazonaws.com")]
    [InlineData("us-gov-west-1", true, false, "https://states.us-gov-west-1.amazonaws.com")]
    [InlineData("us-gov-east-1", true, false, "https://states-fips.us-gov-east-1.amazonaws.com")]
    [InlineData("us-gov-west-1", false, true, "https://states-fips.us-gov-west-1.api.aws")]
    [InlineData("us-gov-west-1", true, true, "https://states-fips.us-gov-west-1.api.aws")]
    [InlineData("us-iso-east-1", false, false, "https://states.us-iso-east-1.c2s.ic.gov")]
    [InlineData("us-isob-east-1", true, false, "https://states-fips.us-isob-east-1.sc2s.sgov.gov")]
    [InlineData("eu-newplace-9", false, false, "https://states.eu-newplace-9.amazonaws.com")]
    public void The_rules_give_the_endpoint(string region, bool fips, bool dualStack, string url) =>
        Assert.Equal(url, Resolve(region, fips, dualStack, endpoint: null));

    // The rules once more, as a table: the suffixes of each partition, plain and dual-stack.
    [Theory]
    [InlineData("aws", "amazonaws.com", "api.aws")]
    [InlineData("aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn")]
    [InlineData("aws-us-gov", "amazonaws.com", "api.aws")]
    [InlineData("aws-iso", "c2s.ic.gov", "api.aws.ic.gov")]
    [InlineData("aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud")]
    [InlineData("aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk")]
    [InlineData("aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov")]
    [InlineData("aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu")]
    public void Every_Region_of_a_partition_follows_its_rules(string partition, string suffix, string dualStackSuffix)
    {
        var regions = RegionEndpoint.EnumerableAllRegions.Where(region => region.PartitionName == partition).Select(region => region.SystemName);
        Assert.NotEmpty(regions);
        Assert.All(regions, region =>
        {
            Assert.Equal($"https://states.{region}.{suffix}", Resolve(region, fips: false, dualStack: false, endpoint: null));
            Assert.EndsWith($".{region}.{suffix}", Resolve(region, fips: true, dualStack: false, endpoint: null), StringComparison.Ordinal);
            Assert.EndsWith($".{region}.{dualStackSuffix}", Resolve(region, fips: false, dualStack: true, endpoint: null), StringComparison.Ordinal);
            Assert.Equal($"https://states-fips.{region}.{dualStackSuffix}", Resolve(region, fips: true, dualStack: true, endpoint: null));
        });
    }

    [Fact]
    public void The_table_has_every_partition_of_the_SDK() => Assert.Equal(
        ["aws", "aws-cn", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-us-gov"],
        RegionEndpoint.EnumerableAllRegions.Select(region => region.PartitionName).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Without_a_Region_there_is_no_endpoint() =>
        Assert.Contains("No Region", Assert.Throws<AmazonClientException>(() => Resolve(null!, false, false, null)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_custom_endpoint_is_taken_as_it_is() =>
        Assert.Equal("http://127.0.0.1:8083", Resolve("eu-central-1", false, false, "http://127.0.0.1:8083"));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_custom_endpoint_has_no_variants(bool fips, bool dualStack) =>
        Assert.Throws<AmazonClientException>(() => Resolve("eu-central-1", fips, dualStack, "http://127.0.0.1:8083"));

    private static string Resolve(string region, bool fips, bool dualStack, string? endpoint) =>
        new EndpointProvider().ResolveEndpoint(new EndpointParameters
    {
        ["Region"] = region,
        ["UseFIPS"] = fips,
        ["UseDualStack"] = dualStack,
        ["Endpoint"] = endpoint,
    }).URL;
}
