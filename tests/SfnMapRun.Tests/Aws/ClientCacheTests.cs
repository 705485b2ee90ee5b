using Amazon;
using Amazon.Runtime;
using Amazon.StepFunctions;
using SfnMapRun.Aws;
using SfnMapRun.Service;

namespace SfnMapRun.Tests.Aws;

public sealed class ClientCacheTests
{
    [Fact]
    public async Task The_same_settings_give_the_same_client() =>
        Assert.Same(await GetAsync("key", "eu-central-1", "http://127.0.0.1:1"), await GetAsync("key", "eu-central-1", "http://127.0.0.1:1"));

    [Theory]
    [InlineData("other key", "eu-central-1", "http://127.0.0.1:1")]
    [InlineData("key", "eu-west-1", "http://127.0.0.1:1")]
    [InlineData("key", "eu-central-1", "http://127.0.0.1:2")]
    public async Task Other_credentials_Regions_and_endpoints_give_another(string key, string region, string endpoint) =>
        Assert.NotSame(await GetAsync("key", "eu-central-1", "http://127.0.0.1:1"), await GetAsync(key, region, endpoint));

    private static Task<AmazonStepFunctionsClient> GetAsync(string key, string region, string endpoint)
    {
        var config = new AmazonStepFunctionsConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region), AuthenticationRegion = region };
        return ClientCache.GetAsync(new ConnectionSettings(), config, endpoint, new BasicAWSCredentials(key, "secret"));
    }
}
