using Amazon.Runtime;
using SfnMapRun.Aws;
using SfnMapRun.Aws.Credentials;
using SfnMapRun.Reporting;
using SfnMapRun.Service;

namespace SfnMapRun.Tests.Aws;

/// <summary>A session with a <see cref="RawServer"/>.</summary>
internal static class RawSession
{
    public const string Region = "eu-central-1";

    public static readonly ImmutableCredentials Keys = new("AKIAIOSFODNN7EXAMPLE", "a-secret-key-that-is-none", null);

    public static CallContext Context { get; } = new(Region, 1, CancellationToken.None);

    public static IStepFunctions Of(string url, TimeProvider? clock = null, CommandLog? log = null)
    {
        var settings = new ConnectionSettings { EndpointUrl = url };
        var source = new GuardedCredentials(new BasicAWSCredentials(Keys.AccessKey, Keys.SecretKey), Keys, e => throw e);
        return new StepFunctionsSession(
            settings, new ResolvedCredentials(source, Keys, "a test"), log ?? TestKinds.NoLog, clock ?? TimeProvider.System);
    }
}
