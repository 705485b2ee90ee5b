using SfnMapRun.Aws;
using SfnMapRun.Aws.Credentials;
using SfnMapRun.Aws.Protocol;
using SfnMapRun.Reporting;
using SfnMapRun.Service;

namespace SfnMapRun.Tests.Aws;

/// <summary>Which Region and endpoint are called, how often a call may be tried, and how that is told.</summary>
[Collection(nameof(SdkClock))]
public sealed class RegionClientsTests : IAsyncLifetime
{
    private const string Keys = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n";
    private static readonly ConnectionSettings Ops = new() { ProfileName = "ops" };
    private CredentialSetUp _machine = null!;

    public async Task InitializeAsync()
    {
        _machine = await CredentialSetUp.StartAsync();
        _machine.Set("AWS_MAX_ATTEMPTS", null);
    }

    public async Task DisposeAsync() => await _machine.DisposeAsync();

    [Theory]
    [InlineData("4", "7", 4)]
    [InlineData(null, "7", 7)]
    [InlineData("0", null, 1)]
    public async Task The_environment_then_the_profile_say_how_often_a_call_may_be_tried(string? environment, string? profile, int attempts)
    {
        _machine.Set("AWS_MAX_ATTEMPTS", environment);
        _machine.Write("config", $"[profile ops]\n{Keys}{(profile is null ? string.Empty : $"max_attempts = {profile}\n")}");
        var stepFunctions = await _machine.ConnectAsync(Ops);
        Assert.Equal(attempts, stepFunctions.MaxAttempts);
        await CallAsync(stepFunctions);
        Assert.Contains(_machine.Log, line => line.StartsWith($"{attempts} attempts, 30 s each; FIPS False, dual-stack False.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_endpoint_given_comes_before_the_environment_s()
    {
        _machine.Set("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        _machine.Write("config", $"[profile ops]\n{Keys}");
        await CallAsync(await _machine.ConnectAsync(Ops with { EndpointUrl = _machine.Endpoint.Url.ToString() }));
        Assert.Contains($"Region: eu-central-1, from the ARN. Endpoint: {_machine.Endpoint.Url}, from -EndpointUrl.", _machine.Log);
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL")]
    [InlineData("AWS_ENDPOINT_URL_SFN")]
    public async Task An_endpoint_comes_from_the_environment(string variable)
    {
        _machine.Set("AWS_ENDPOINT_URL", null);
        _machine.Set(variable, "{url}");
        _machine.Write("config", $"[profile ops]\n{Keys}");
        await CallAsync(await _machine.ConnectAsync(Ops with { Region = "eu-central-1" }));
        Assert.Contains(
            $"Region: eu-central-1, from -Region. Endpoint: {_machine.Endpoint.Url}, as configured in the environment or the profile.", _machine.Log);
    }

    [Fact]
    public async Task An_endpoint_comes_from_the_profile()
    {
        _machine.Set("AWS_ENDPOINT_URL", null);
        _machine.Write("config", $"[profile ops]\n{Keys}endpoint_url = {_machine.Endpoint.Url}\n");
        await CallAsync(await _machine.ConnectAsync(Ops));
        Assert.Single(_machine.Endpoint.Requests);
    }

    [Theory]
    [InlineData("use_fips_endpoint = true\n", null, "https://states-fips.us-east-1.amazonaws.com, the Region's own.", "FIPS True, dual-stack False.")]
    [InlineData("use_dualstack_endpoint = true\n", null, "https://states.us-east-1.api.aws, the Region's own.", "FIPS False, dual-stack True.")]
    [InlineData("use_fips_endpoint = true\n", "AWS_USE_FIPS_ENDPOINT", "https://states.us-east-1.amazonaws.com, the Region's own.", "FIPS False, dual-stack False.")]
    [InlineData("use_dualstack_endpoint = true\n", "AWS_USE_DUALSTACK_ENDPOINT", "https://states.us-east-1.amazonaws.com, the Region's own.", "FIPS False, dual-stack False.")]
    public async Task FIPS_and_dual_stack_come_from_the_environment_then_the_profile(string profile, string? variable, string endpoint, string told)
    {
        _machine.Set("AWS_ENDPOINT_URL", null);
        if (variable is not null)
        {
            _machine.Set(variable, "false");
        }

        _machine.Write("config", $"[profile ops]\n{Keys}{profile}");
        var credentials = await CredentialSource.ResolveAsync(Ops, "us-east-1", () => new StepFunctionsConfig(), TimeProvider.System, default);
        var log = new List<string>();
        new RegionClients(Ops, credentials, new CommandLog(output => log.Add(output.ToString()!))).Get("us-east-1");
        Assert.Contains(log, line => line.Contains($"Region: us-east-1, from the ARN. Endpoint: {endpoint}", StringComparison.Ordinal));
        Assert.Contains(log, line => line.Contains(told, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("use_fips_endpoint = true\n", "eu-central-1", "A custom endpoint can't be combined with FIPS")]
    [InlineData("endpoint_url = no address\n", "eu-central-1", "There is no endpoint for the Region 'eu-central-1'")]
    public async Task A_set_up_without_an_endpoint_is_told_when_a_Region_is_called(string profile, string region, string message)
    {
        if (profile.StartsWith("endpoint", StringComparison.Ordinal))
        {
            _machine.Set("AWS_ENDPOINT_URL", null);
        }

        _machine.Write("config", $"[profile ops]\n{Keys}{profile}");
        var stepFunctions = await _machine.ConnectAsync(Ops);
        var e = await Assert.ThrowsAsync<StepFunctionsException>(() => CallAsync(stepFunctions, region));
        Assert.Equal("InvalidEndpoint", e.Kind.Id);
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_is_told_with_its_outcome_its_request_id_and_its_attempt()
    {
        _machine.Write("config", $"[profile ops]\n{Keys}");
        var stepFunctions = await _machine.ConnectAsync(Ops);
        await stepFunctions.DescribeMapRunAsync(CredentialSetUp.Arn, new CallContext("eu-central-1", 3, default));
        var request = _machine.Endpoint.Requests.Single();
        Assert.Matches(
            $"^DescribeMapRun {CredentialSetUp.Arn}: answered, request id {request.RequestId}, [0-9]+ ms, attempt 3[.]$",
            _machine.Log.Single(line => line.StartsWith("DescribeMapRun", StringComparison.Ordinal)));
        Assert.Contains($"HTTP 200, {System.Text.Encoding.UTF8.GetByteCount(request.Answer)} bytes.", _machine.Log);

        await Assert.ThrowsAsync<StepFunctionsException>(() => stepFunctions.DescribeMapRunAsync(
            "arn:aws:states:eu-central-1:123456789012:mapRun:Faults/ResourceNotFound:always", new CallContext("eu-central-1", 1, default)));
        Assert.Contains(_machine.Log, line => line.Contains(": MapRunNotFound, request id ", StringComparison.Ordinal));
        await Assert.ThrowsAsync<StepFunctionsException>(() => stepFunctions.DescribeMapRunAsync(
            "arn:aws:states:eu-central-1:123456789012:mapRun:Faults/Reset:always", new CallContext("eu-central-1", 1, default)));
        Assert.Contains(_machine.Log, line => line.Contains(": EndpointUnreachable, request id none, ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Debug_messages_name_the_versions()
    {
        _machine.Write("config", $"[profile ops]\n{Keys}");
        await _machine.ConnectAsync(Ops);
        Assert.Contains(_machine.Log, line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^SfnMapRun \d+\.\d+\.\d+, AWSSDK.Core 4\.\d+\.\d+\.\d+, \.NET .+, .+$"));
    }

    [Fact]
    public async Task A_response_is_not_taken_for_one_from_another_time()
    {
        _machine.Write("config", $"[profile ops]\n{Keys}");
        var before = DateTime.Now;
        var run = await (await _machine.ConnectAsync(Ops)).DescribeMapRunAsync(CredentialSetUp.Arn, new CallContext("eu-central-1", 1, default));
        Assert.InRange(run.DescribedDate, before, DateTime.Now);
    }

    private static Task<MapRun> CallAsync(IStepFunctions stepFunctions, string region = "eu-central-1") =>
        stepFunctions.DescribeMapRunAsync(CredentialSetUp.Arn.Replace("eu-central-1", region, StringComparison.Ordinal), new CallContext(region, 1, default));
}
