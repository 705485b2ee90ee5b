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

    public static TheoryData<string, bool, bool> AllCases()
    {
        var cases = new TheoryData<string, bool, bool>();
        foreach (var region in RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName))
        {
            cases.Add(region, false, false);
            cases.Add(region, false, true);
            cases.Add(region, true, false);
            cases.Add(region, true, true);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(AllCases))]
    public void Every_Region_of_the_SDK_follows_the_rules_of_its_partition(string region, bool fips, bool dualStack)
    {
        // The rules once more, as a table: the suffixes of each partition, and GovCloud's two exceptions.
        var (suffix, dualStackSuffix) = region.Split('-') switch
        {
            ["cn", ..] => ("amazonaws.com.cn", "api.amazonwebservices.com.cn"),
            ["us", "iso", ..] => ("c2s.ic.gov", "api.aws.ic.gov"),
            ["us", "isob", ..] => ("sc2s.sgov.gov", "api.aws.scloud"),
            ["eu", "isoe", ..] => ("cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
            ["us", "isof", ..] => ("csp.hci.ic.gov", "api.aws.hci.ic.gov"),
            ["eusc", ..] => ("amazonaws.eu", "api.amazonwebservices.eu"),
            _ => ("amazonaws.com", "api.aws"),
        };
        var name = (region, fips, dualStack) switch
        {
            ("us-gov-west-1", true, false) => "states",
            ("us-gov-west-1" or "us-gov-east-1", false, true) => "states-fips",
            (_, true, _) => "states-fips",
            _ => "states",
        };
        Assert.Equal($"https://{name}.{region}.{(dualStack ? dualStackSuffix : suffix)}", Resolve(region, fips, dualStack, endpoint: null));
    }

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
