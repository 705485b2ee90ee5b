using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.StepFunctions.Internal;

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

    [Fact]
    public void A_custom_endpoint_is_taken_as_it_is() => Assert.Equal("http://127.0.0.1:8083", Resolve("eu-central-1", false, false, "http://127.0.0.1:8083"));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_custom_endpoint_has_no_variants(bool fips, bool dualStack) =>
        Assert.Throws<AmazonClientException>(() => Resolve("eu-central-1", fips, dualStack, "http://127.0.0.1:8083"));

    private static string Resolve(string region, bool fips, bool dualStack, string? endpoint) => new EndpointProvider().ResolveEndpoint(new EndpointParameters
    {
        ["Region"] = region,
        ["UseFIPS"] = fips,
        ["UseDualStack"] = dualStack,
        ["Endpoint"] = endpoint,
    }).URL;
}
