using Amazon.Runtime;
using LocalStepFunctions;
using SfnMapRun.Aws.Protocol;

namespace SfnMapRun.Tests.Aws;

/// <summary>Signatures against those that another implementation of SigV4, botocore 1.43, makes of the same request.</summary>
public sealed class RequestSignerTests
{
    private static readonly DateTime Time = new(2026, 11, 24, 5, 18, 32, DateTimeKind.Utc);

    [Theory]
    [InlineData(
        "https://states.eu-central-1.amazonaws.com", "eu-central-1", null, "a2a955a73cb3ca429d7efac9938ae3601cf84ce351d58b41d8a4f82495b97074")]
    [InlineData(
        "https://states.cn-north-1.amazonaws.com.cn", "cn-north-1", "a-token", "0ff519c5cf4dc623ef998e02348a179b79dae3ad5a6f35e619c492ddd2dd7728")]
    [InlineData("http://127.0.0.1:8083/a b", "us-east-1", null, "fe8fdf9300ce527ea33a36d6fe3ab0db2e3f81ac8a7aebcf133d74a6fd62380d")]
    [InlineData("http://[::1]:8083", "us-east-1", null, "2bc296c86b4c5f04bb508d57559ac45fad375588402239b71545135ef0e01d25")]
    [InlineData("https://bücher.example/", "us-east-1", null, "69e493f54b3bf6c1857f3df7861891d00cdae501bc41230129da3451068f9af7")]
    public void A_signature_is_the_one_that_others_compute(string endpoint, string region, string? token, string signature)
    {
        using var message = Sign(endpoint, region, token);
        var authorization = message.Headers.GetValues("Authorization").Single();
        Assert.StartsWith(
            $"AWS4-HMAC-SHA256 Credential={KnownKeys.AccessKey}/20261124/{region}/states/aws4_request, ", authorization, StringComparison.Ordinal);
        Assert.EndsWith($", Signature={signature}", authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_has_what_was_signed()
    {
        using var message = Sign("https://bücher.example/", "us-east-1", "a-token");
        Assert.Equal("xn--bcher-kva.example", message.Headers.Host);
        Assert.Equal("20261124T051832Z", message.Headers.GetValues("X-Amz-Date").Single());
        Assert.Equal("a-token", message.Headers.GetValues("X-Amz-Security-Token").Single());
        Assert.Equal("AWSStepFunctions.DescribeMapRun", message.Headers.GetValues("X-Amz-Target").Single());
        Assert.Equal("a test", message.Headers.UserAgent.ToString());
        Assert.Equal("application/x-amz-json-1.0", message.Content!.Headers.ContentType!.ToString());
        Assert.Equal("{\"mapRunArn\":\"arn\"}", await message.Content.ReadAsStringAsync());
    }

    private static HttpRequestMessage Sign(string endpoint, string region, string? token) =>
        new RequestSigner(new Uri(endpoint), region, "a test").Sign(
            new JsonRequest("DescribeMapRun").With("mapRunArn", "arn"), new ImmutableCredentials(KnownKeys.AccessKey, KnownKeys.SecretKey, token), Time);
}
