using Amazon;
using LocalStepFunctions;
using SfnMapRun.Aws;
using SfnMapRun.Service;

namespace SfnMapRun.Tests.Aws;

/// <summary>Credentials that expire while a command is at work. Sets the SDK's clock, so nothing may run beside it.</summary>
[Collection(nameof(SdkClock))]
public sealed class RenewalTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:states:eu-central-1:123456789012:mapRun:OrderImport/ReserveStock:9c4e7a30-0b5d-4f6a-b1c8-3d2e5f607103";
    private readonly string _config = Path.GetTempFileName();
    private LocalEndpoint _endpoint = null!;

    public async Task InitializeAsync()
    {
        _endpoint = await LocalEndpoint.StartAsync(TimeProvider.System);
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", _endpoint.Url.ToString());
        Environment.SetEnvironmentVariable("AWS_CONTAINER_CREDENTIALS_FULL_URI", $"{_endpoint.Url}container");
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", _config);
    }

    public async Task DisposeAsync()
    {
        AWSConfigs.ManualClockCorrection = null;
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", null);
        Environment.SetEnvironmentVariable("AWS_CONTAINER_CREDENTIALS_FULL_URI", null);
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", Path.Combine(AppContext.BaseDirectory, "no-such-file"));
        File.Delete(_config);
        await _endpoint.DisposeAsync();
    }

    [Theory]
    [InlineData(null, "issued-by-container-")]
    [InlineData("[profile ops]\nrole_arn = arn:aws:iam::123456789012:role/Reader\ncredential_source = EcsContainer\n", "issued-by-role-")]
    public async Task Keys_that_have_expired_are_renewed_before_the_next_call(string? config, string issuer)
    {
        await File.WriteAllTextAsync(_config, config);
        var settings = new ConnectionSettings { ProfileName = config is null ? null : "ops" };
        var stepFunctions = await new SdkGateway().ConnectAsync(settings, "eu-central-1", TestKinds.NoLog, TimeProvider.System, CancellationToken.None);

        await stepFunctions.DescribeMapRunAsync(Arn, new CallContext("eu-central-1", 1, CancellationToken.None));
        await stepFunctions.DescribeMapRunAsync(Arn, new CallContext("eu-central-1", 1, CancellationToken.None));
        AWSConfigs.ManualClockCorrection = TimeSpan.FromMinutes(59);
        await stepFunctions.DescribeMapRunAsync(Arn, new CallContext("eu-central-1", 1, CancellationToken.None));

        var tokens = _endpoint.Requests.Select(request => request.SessionToken).ToArray();
        Assert.All(tokens, token => Assert.StartsWith(issuer, token, StringComparison.Ordinal));
        Assert.Equal(tokens[0], tokens[1]);
        Assert.NotEqual(tokens[1], tokens[2]);
    }

    [Fact]
    public async Task A_clock_that_is_corrected_for_the_whole_process_is_so_in_every_signature()
    {
        await using var server = new RawServer(_ => RawAnswer.Json(200, $$"""{"mapRunArn":"{{Arn}}","status":"RUNNING"}"""));
        AWSConfigs.ManualClockCorrection = TimeSpan.FromDays(1);
        var time = new VirtualTime();
        await RawSession.Of(server.Url, time).DescribeMapRunAsync(Arn, RawSession.Context);
        Assert.Contains($"X-Amz-Date: {time.GetUtcNow().AddDays(1):yyyyMMdd}T", server.Requests.Single(), StringComparison.OrdinalIgnoreCase);
    }
}
