using Amazon;
using Amazon.Runtime;
using SfnMapRun.Aws;
using SfnMapRun.Aws.Credentials;
using SfnMapRun.Aws.Protocol;

namespace SfnMapRun.Tests.Aws;

public sealed class ClientCacheTests
{
    [Fact]
    public void The_same_settings_give_the_same_client() =>
        Assert.Same(Get("key", "eu-central-1", "http://127.0.0.1:1"), Get("key", "eu-central-1", "http://127.0.0.1:1"));

    [Theory]
    [InlineData("other key", "eu-central-1", "http://127.0.0.1:1")]
    [InlineData("key", "eu-west-1", "http://127.0.0.1:1")]
    [InlineData("key", "eu-central-1", "http://127.0.0.1:2")]
    public void Other_credentials_Regions_and_endpoints_give_another(string key, string region, string endpoint) =>
        Assert.NotSame(Get("key", "eu-central-1", "http://127.0.0.1:1"), Get(key, region, endpoint));

    private static ResolvedCredentials Resolved(AWSCredentials source)
    {
        var keys = source.GetCredentials();
        return new ResolvedCredentials(new GuardedCredentials(source, keys, e => throw e), keys, "a test");
    }

    private static StepFunctionsClient Get(string key, string region, string endpoint)
    {
        var config = new StepFunctionsConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region), AuthenticationRegion = region, Timeout = TimeSpan.FromSeconds(30) };
        return ClientCache.Get(config, endpoint, Resolved(new BasicAWSCredentials(key, "secret")));
    }
}
