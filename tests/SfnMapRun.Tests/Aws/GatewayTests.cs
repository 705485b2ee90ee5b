using System.Text.Json;
using Amazon;
using LocalStepFunctions;
using SfnMapRun.Aws;
using SfnMapRun.Service;

namespace SfnMapRun.Tests.Aws;

/// <summary>The client against the local endpoint, over real HTTP.</summary>
public sealed class GatewayTests : IAsyncLifetime
{
    private const string Failed = "arn:aws:states:eu-central-1:123456789012:mapRun:OrderImport/ReserveStock:9c4e7a30-0b5d-4f6a-b1c8-3d2e5f607103";
    private LocalEndpoint _endpoint = null!;

    public static TheoryData<string> FixtureFiles() =>
        new(Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures"), "*.json").Select(Path.GetFileName)!);

    public async Task InitializeAsync() => _endpoint = await LocalEndpoint.StartAsync(TimeProvider.System);

    public async Task DisposeAsync() => await _endpoint.DisposeAsync();

    [Theory]
    [MemberData(nameof(FixtureFiles))]
    public async Task Every_field_equals_the_JSON_on_the_wire(string file)
    {
        var arn = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Fixtures", file))).RootElement.GetProperty("mapRunArn").GetString()!;
        var run = await DescribeAsync(arn);

        var wire = JsonDocument.Parse(_endpoint.Requests.Single().Answer).RootElement;
        WireAssert.Equal(wire, run, skip: ["itemCounts", "executionCounts"]);
        WireAssert.Equal(wire.GetProperty("itemCounts"), run.ItemCounts!);
        WireAssert.Equal(wire.GetProperty("executionCounts"), run.ExecutionCounts!);
    }

    [Fact]
    public async Task What_the_service_left_out_is_null()
    {
        var run = await DescribeAsync(
            "arn:aws:states:eu-central-1:123456789012:mapRun:LegacyExport/Rows:51728314-4e5f-4061-8283-0e1f2a3b4c10");
        Assert.Null(run.ItemCounts!.FailuresNotRedrivable);
        Assert.Null(run.ItemCounts.PendingRedrive);
        Assert.Null(run.RedriveDate);
        Assert.Null(
            (await DescribeAsync(
                "arn:aws:states:eu-central-1:123456789012:mapRun:CatalogSync/Images:2e4d6f80-1b2c-4d3e-9f50-7b8c9d0e1f07")).StopDate);
    }

    [Fact]
    public async Task Temporary_credentials_are_accepted_with_their_token()
    {
        var settings = Settings() with { AccessKey = KnownKeys.TemporaryAccessKey, SessionToken = KnownKeys.SessionToken };
        Assert.Equal("FAILED", (await DescribeAsync(Failed, settings)).Status);
    }

    [Theory]
    [InlineData("ResourceNotFound", "MapRunNotFound", "ResourceNotFound", 400)]
    [InlineData("HeaderOnly", "MapRunNotFound", "ResourceNotFound", 400)]
    [InlineData("InvalidArn", "InvalidArn", "InvalidArn", 400)]
    [InlineData("AccessDeniedException", "AccessDenied", "AccessDeniedException", 400)]
    [InlineData("ThrottlingException", "Throttled", "ThrottlingException", 400)]
    [InlineData("Http500", "ServiceUnavailable", "InternalFailure", 500)]
    [InlineData("Http503", "ServiceUnavailable", null, 503)]
    [InlineData("Http403Html", "InvalidResponse", null, 403)]
    [InlineData("Html", "InvalidResponse", null, 200)]
    [InlineData("EmptyBody", "InvalidResponse", null, 200)]
    [InlineData("EmptyObject", "InvalidResponse", null, 200)]
    [InlineData("CutJson", "InvalidResponse", null, 200)]
    [InlineData("WrongTypes", "InvalidResponse", null, 200)]
    [InlineData("CutBody", "EndpointUnreachable", null, null)]
    [InlineData("Reset", "EndpointUnreachable", null, null)]
    [InlineData("BrandNewException", "ServiceError", "BrandNewException", 400)]
    public async Task A_fault_becomes_the_one_exception(string fault, string kind, string? code, int? status)
    {
        var e = await Assert.ThrowsAsync<StepFunctionsException>(() => DescribeAsync(Fault(fault, "always")));
        Assert.Equal((kind, code, status), (e.Kind.ToString(), e.ErrorCode, e.StatusCode));
        Assert.Null(e.InnerException);
        if (status is not null)
        {
            Assert.Equal(_endpoint.Requests.Last().RequestId, e.RequestId);
            Assert.Contains(e.RequestId!, e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("ThrottlingException")]
    [InlineData("Http503")]
    [InlineData("CutJson")]
    public async Task A_call_is_a_single_request(string fault)
    {
        await Assert.ThrowsAsync<StepFunctionsException>(() => DescribeAsync(Fault(fault, "1")));
        Assert.Single(_endpoint.Requests);
    }

    [Fact]
    public async Task A_signature_that_does_not_match_gives_no_secret_away()
    {
        var settings = Settings() with { AccessKey = KnownKeys.TemporaryAccessKey, SecretKey = "a-wrong-secret", SessionToken = KnownKeys.SessionToken };
        var e = await Assert.ThrowsAsync<StepFunctionsException>(() => DescribeAsync(Failed, settings));
        Assert.Equal("InvalidSignature", e.Kind.ToString());
        Assert.DoesNotContain(KnownKeys.SessionToken, e.ToString(), StringComparison.Ordinal);
        Assert.Contains(KnownKeys.SessionToken, _endpoint.Requests.Single().Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(KnownKeys.TemporaryAccessKey, KnownKeys.ExpiredSessionToken, "ExpiredCredentials")]
    [InlineData("AKIANOBODYKNOWSME", null, "UnknownCredentials")]
    public async Task Credentials_that_AWS_refuses_are_said_to_be(string accessKey, string? token, string kind)
    {
        var e = await Assert.ThrowsAsync<StepFunctionsException>(
            () => DescribeAsync(Failed, Settings() with { AccessKey = accessKey, SessionToken = token }));
        Assert.Equal(kind, e.Kind.ToString());
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_unreachable()
    {
        await _endpoint.DisposeAsync();
        var e = await Assert.ThrowsAsync<StepFunctionsException>(() => DescribeAsync(Failed));
        Assert.Equal("EndpointUnreachable", e.Kind.ToString());
        Assert.Contains(_endpoint.Url.Authority, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NoAnswer")]
    [InlineData("StalledBody")]
    public async Task An_endpoint_that_does_not_answer_times_out(string fault)
    {
        var e = await Assert.ThrowsAsync<StepFunctionsException>(
            () => DescribeAsync(Fault(fault, "always"), Settings() with { Timeout = TimeSpan.FromMilliseconds(200) }));
        Assert.Equal(("RequestTimeout", null), (e.Kind.ToString(), e.StatusCode));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gateway")]
    [InlineData("a/b/")]
    [InlineData("Maße und Gewichte/")]
    [InlineData("?stage=test")]
    public async Task A_custom_endpoint_may_have_a_path(string path) =>
        Assert.Equal("FAILED", (await DescribeAsync(Failed, Settings() with { EndpointUrl = _endpoint.Url + path })).Status);

    [Fact]
    public async Task A_custom_endpoint_may_be_a_name() =>
        Assert.Equal(
            "FAILED", (await DescribeAsync(Failed, Settings() with { EndpointUrl = $"http://localhost:{_endpoint.Url.Port}" })).Status);

    [Fact]
    public async Task A_hanging_call_ends_with_its_token()
    {
        using var stop = new CancellationTokenSource();
        var gateway = await ConnectAsync(Settings());
        var call = gateway.DescribeMapRunAsync(Fault("NoAnswer", "always"), new CallContext("eu-central-1", 1, stop.Token));
        while (_endpoint.Requests.Count == 0)
        {
            await Task.Yield();
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Commands_with_the_same_settings_share_a_connection()
    {
        await DescribeAsync(Failed);
        await DescribeAsync(Failed);
        Assert.Single(_endpoint.Requests.Select(request => request.Connection).Distinct());
    }

    [Fact]
    public async Task One_gateway_signs_for_each_Region_it_is_asked_for()
    {
        var gateway = await ConnectAsync(Settings());
        foreach (var (region, arn) in new[]
        {
            ("us-east-1", "arn:aws:states:us-east-1:123456789012:mapRun:OrderImport/ReadOrders:95b62758-8293-44a5-86c7-4c5d6e7f8014"),
            ("cn-north-1", "arn:aws-cn:states:cn-north-1:123456789012:mapRun:OrderImport/ReadOrders:a6c73869-93a4-45b6-97d8-5d6e7f809115"),
        })
        {
            Assert.Equal(arn, (await gateway.DescribeMapRunAsync(arn, new CallContext(region, 1, CancellationToken.None))).MapRunArn);
        }
    }

    [Fact]
    public void Regions_are_those_of_every_partition_and_none_that_only_stands_for_an_endpoint()
    {
        var regions = new SdkGateway().Regions().ToArray();
        Assert.Empty("eu-central-1 us-east-1 cn-north-1 us-gov-west-1".Split(' ').Except(regions));
        Assert.Contains("us-east-1-regional", RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName));
        Assert.DoesNotContain("us-east-1-regional", regions);
        Assert.Equal(regions.Distinct(), regions);
    }

    [Fact]
    public void A_Region_that_was_called_and_is_not_known_is_not_offered_for_completion()
    {
        Assert.Equal("eu-cental-7", RegionEndpoint.GetBySystemName("eu-cental-7").SystemName);
        Assert.Contains("eu-cental-7", RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName));
        Assert.DoesNotContain("eu-cental-7", new SdkGateway().Regions());
    }

    [Theory]
    [InlineData("Frankfurt!", null)]
    [InlineData(null, "localhost:8083")]
    [InlineData(null, "ftp://localhost")]
    public async Task A_Region_or_an_endpoint_that_is_none_is_refused_before_any_call(string? region, string? url)
    {
        var settings = Settings() with { Region = region, EndpointUrl = url ?? _endpoint.Url.ToString() };
        var e = await Assert.ThrowsAsync<StepFunctionsException>(() => ConnectAsync(settings));
        Assert.Equal("InvalidEndpoint", e.Kind.ToString());
    }

    [Theory]
    [InlineData(null, "secret", null)]
    [InlineData("AKIA", null, null)]
    [InlineData(null, null, "token")]
    public async Task Half_a_pair_of_keys_is_refused(string? accessKey, string? secretKey, string? token)
    {
        var settings = Settings() with { AccessKey = accessKey, SecretKey = secretKey, SessionToken = token };
        var e = await Assert.ThrowsAsync<StepFunctionsException>(() => ConnectAsync(settings));
        Assert.Equal("InvalidCredentials", e.Kind.ToString());
        Assert.DoesNotContain("secret", e.Message.Replace("-SecretKey", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static string Fault(string label, string times) => $"arn:aws:states:eu-central-1:123456789012:mapRun:Faults/{label}:{times}";

    private ConnectionSettings Settings() => new()
    {
        AccessKey = KnownKeys.AccessKey,
        SecretKey = KnownKeys.SecretKey,
        EndpointUrl = _endpoint.Url.ToString(),
    };

    private static Task<IStepFunctions> ConnectAsync(ConnectionSettings settings) =>
        new SdkGateway().ConnectAsync(settings, "eu-central-1", TestKinds.NoLog, TimeProvider.System, CancellationToken.None);

    private async Task<MapRun> DescribeAsync(string arn, ConnectionSettings? settings = null)
    {
        var gateway = await ConnectAsync(settings ?? Settings());
        return await gateway.DescribeMapRunAsync(arn, new CallContext(arn.Split(':')[3], 1, CancellationToken.None));
    }
}
