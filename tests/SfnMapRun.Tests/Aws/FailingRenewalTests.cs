using Amazon.Runtime;
using LocalStepFunctions;
using SfnMapRun.Aws;
using SfnMapRun.Aws.Credentials;
using SfnMapRun.Errors;
using SfnMapRun.Service;

namespace SfnMapRun.Tests.Aws;

/// <summary>Credentials that were there at first, and can't be renewed later.</summary>
public sealed class FailingRenewalTests
{
    private const string Arn = "arn:aws:states:eu-central-1:123456789012:mapRun:OrderImport/ReserveStock:9c4e7a30-0b5d-4f6a-b1c8-3d2e5f607103";

    [Fact]
    public async Task A_failure_to_renew_is_one_of_this_module_and_may_pass()
    {
        await using var endpoint = await LocalEndpoint.StartAsync(TimeProvider.System);
        var settings = new ConnectionSettings { EndpointUrl = endpoint.Url.ToString() };
        var source = new Source();
        var keys = source.GetCredentials();
        var guarded = new GuardedCredentials(source, keys, e => CredentialFailure.Translate(e, "ops", "a test", settings));
        var stepFunctions = new StepFunctionsSession(
            settings, new ResolvedCredentials(guarded, keys, "a test"), TestKinds.NoLog, TimeProvider.System);

        Assert.Equal(
            Arn, (await stepFunctions.DescribeMapRunAsync(Arn, new CallContext("eu-central-1", 1, CancellationToken.None))).MapRunArn);
        source.Failure = new ProcessAWSCredentialException("the command ended with 1");
        var e = await Assert.ThrowsAsync<StepFunctionsException>(
            () => stepFunctions.DescribeMapRunAsync(Arn, new CallContext("eu-central-1", 1, CancellationToken.None)));
        Assert.Equal(FailureKind.CredentialProcessFailed, e.Kind);
        Assert.True(e.IsRecoverable);

        source.Failure = null;
        Assert.Equal(
            Arn, (await stepFunctions.DescribeMapRunAsync(Arn, new CallContext("eu-central-1", 1, CancellationToken.None))).MapRunArn);
    }

    [Fact]
    public async Task A_renewal_that_hangs_times_out()
    {
        await using var endpoint = await LocalEndpoint.StartAsync(TimeProvider.System);
        var settings = new ConnectionSettings { EndpointUrl = endpoint.Url.ToString(), Timeout = TimeSpan.FromMilliseconds(200) };
        var source = new Source { Hangs = true };
        var resolved = new ResolvedCredentials(new GuardedCredentials(source, source.Keys, e => throw e), source.Keys, "a test");
        var stepFunctions = new StepFunctionsSession(settings, resolved, TestKinds.NoLog, TimeProvider.System);
        var e = await Assert.ThrowsAsync<StepFunctionsException>(
            () => stepFunctions.DescribeMapRunAsync(Arn, new CallContext("eu-central-1", 1, CancellationToken.None)));
        Assert.Equal(FailureKind.RequestTimeout, e.Kind);
        Assert.Contains("credentials", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Keys_that_have_expired_may_pass_where_others_can_follow(bool canRenew)
    {
        await using var endpoint = await LocalEndpoint.StartAsync(TimeProvider.System);
        var settings = new ConnectionSettings { EndpointUrl = endpoint.Url.ToString() };
        var keys = new ImmutableCredentials(KnownKeys.TemporaryAccessKey, KnownKeys.SecretKey, KnownKeys.ExpiredSessionToken);
        AWSCredentials source = canRenew
            ? new Source { Keys = keys }
            : new SessionAWSCredentials(keys.AccessKey, keys.SecretKey, keys.Token);
        var stepFunctions = new StepFunctionsSession(
            settings, new ResolvedCredentials(
                new GuardedCredentials(source, keys, e => throw e), keys, "a test"), TestKinds.NoLog, TimeProvider.System);
        var e = await Assert.ThrowsAsync<StepFunctionsException>(
            () => stepFunctions.DescribeMapRunAsync(Arn, new CallContext("eu-central-1", 1, CancellationToken.None)));
        Assert.Equal((FailureKind.ExpiredCredentials, canRenew), (e.Kind, e.IsRecoverable));
    }

    private sealed class Source : AWSCredentials
    {
        public Exception? Failure { get; set; }

        public bool Hangs { get; init; }

        public ImmutableCredentials Keys { get; init; } = new(KnownKeys.AccessKey, KnownKeys.SecretKey, null);

        public override ImmutableCredentials GetCredentials() => Failure is null ? Keys : throw Failure;

        public override Task<ImmutableCredentials> GetCredentialsAsync() =>
            Hangs ? new TaskCompletionSource<ImmutableCredentials>().Task : Task.FromResult(GetCredentials());
    }
}
