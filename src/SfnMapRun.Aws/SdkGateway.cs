using System.Runtime.InteropServices;
using Amazon;
using Amazon.Runtime;
using Amazon.Util.Internal;
using SfnMapRun.Aws.Credentials;
using SfnMapRun.Aws.Http;
using SfnMapRun.Aws.Protocol;
using SfnMapRun.Errors;
using SfnMapRun.Model;
using SfnMapRun.Reporting;
using SfnMapRun.Service;

namespace SfnMapRun.Aws;

/// <summary>The gateway on the AWS SDK. Made by name, from outside this load context.</summary>
internal sealed class SdkGateway : IAwsGateway
{
    private static readonly Version ModuleVersion = typeof(SdkGateway).Assembly.GetName().Version!;

    static SdkGateway()
    {
        InternalSDKUtils.SetUserAgent("SfnMapRun", ModuleVersion.ToString(3));
        IsolatedServiceClients.Register();
    }

    /// <inheritdoc/>
    public async Task<IStepFunctions> ConnectAsync(
        ConnectionSettings settings, string region, CommandLog log, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (settings.Region is { } given && !StepFunctionsArn.IsRegion(given))
        {
            throw new StepFunctionsException(FailureKind.InvalidEndpoint, $"'{given}' is not the name of a Region.");
        }

        if (settings.EndpointUrl is { } url && !HttpAddress.IsOne(url))
        {
            throw new StepFunctionsException(FailureKind.InvalidEndpoint, $"'{HttpAddress.Shown(url)}' is not an address of an endpoint.");
        }

        log.Debug(
            $"SfnMapRun {ModuleVersion.ToString(3)}, AWSSDK.Core {typeof(AWSCredentials).Assembly.GetName().Version}, "
            + $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}");
        var credentials = await CredentialSource
            .ResolveAsync(settings, region, () => new StepFunctionsConfig(), clock, cancellationToken).ConfigureAwait(false);
        log.Verbose($"Credentials: {credentials.Origin}.");
        var keys = credentials.Keys;
        log.Debug($"Access key: {keys.AccessKey[..Math.Min(4, keys.AccessKey.Length)]}…, {(keys.UseToken ? "temporary" : "permanent")}.");
        return new StepFunctionsSession(settings, credentials, log, clock);
    }

    /// <inheritdoc/>
    public Task RehearseAsync(TimeProvider clock) => Rehearsal.RunAsync(clock);

    /// <inheritdoc/>
    public IEnumerable<string> Regions() => RegionEndpoint.EnumerableAllRegions

        // The SDK adds each Region that was called and that it does not know, perhaps mistyped, under this display name.
        .Where(region => region.DisplayName != "Unknown")
        .Select(region => region.SystemName)

        // The SDK also lists names that stand for endpoints, such as us-east-1-regional. A Region's name ends with its number.
        .Where(name => char.IsAsciiDigit(name[^1]));

    /// <inheritdoc/>
    public IEnumerable<string> Profiles()
    {
        SharedConfigFiles.Follow();
        return SharedConfigFiles.ProfileNames();
    }
}
