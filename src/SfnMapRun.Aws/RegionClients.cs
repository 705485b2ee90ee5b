using System.Collections.Concurrent;
using System.Globalization;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Internal;
using SfnMapRun.Aws.Credentials;
using SfnMapRun.Aws.Http;
using SfnMapRun.Aws.Protocol;
using SfnMapRun.Errors;
using SfnMapRun.Reporting;
using SfnMapRun.Service;

namespace SfnMapRun.Aws;

/// <summary>The clients of one command, one for each Region, configured as the user, the environment and the profile say.</summary>
internal sealed class RegionClients(ConnectionSettings settings, ResolvedCredentials credentials, CommandLog log)
{
    private readonly ConcurrentDictionary<string, StepFunctionsClient> _clients = new(StringComparer.Ordinal);

    /// <summary>
    /// How often a call may be tried, at least 1; null where the user has set nothing. As with all AWS tools, the environment comes
    /// first.
    /// </summary>
    public int? MaxAttempts { get; } =
        ((string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_MAX_ATTEMPTS")) ? credentials.Profile?.MaxAttempts : null)
            ?? FallbackInternalConfigurationFactory.MaxAttempts) is { } configured ? Math.Max(1, configured) : null;

    /// <summary>The client for a Region.</summary>
    /// <exception cref="StepFunctionsException">There is no endpoint for it.</exception>
    public StepFunctionsClient Get(string region) => _clients.GetOrAdd(region, ClientOf);

    private StepFunctionsClient ClientOf(string region)
    {
        var config = new StepFunctionsConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            Timeout = settings.Timeout,
        };
        if (credentials.Profile is { } profile)
        {
            Apply(profile, config);
        }

        if (settings.EndpointUrl is { } url)
        {
            config.ServiceURL = url;
        }

        // Signs for the Region called, whatever the address is.
        config.AuthenticationRegion = region;
        try
        {
            var endpoint = config.DetermineServiceOperationEndpoint(new(null)).URL;
            if (!HttpAddress.IsOne(endpoint))
            {
                throw new AmazonClientException($"'{HttpAddress.Shown(endpoint)}' is not an address.");
            }

            var origin = settings.Region is null ? "the ARN" : "-Region";
            log.Verbose($"Region: {region}, from {origin}. Endpoint: {endpoint}, {EndpointOriginOf(config)}.");
            var attempts = MaxAttempts?.ToString(CultureInfo.InvariantCulture) ?? "Default number of";
            log.Debug(
                $"{attempts} attempts, {settings.Timeout.TotalSeconds:0} s each; "
                + $"FIPS {config.UseFIPSEndpoint}, dual-stack {config.UseDualstackEndpoint}.");
            return ClientCache.Get(config, endpoint, credentials);
        }
        catch (Exception e) when (e is AmazonClientException or UriFormatException)
        {
            throw new StepFunctionsException(FailureKind.InvalidEndpoint, $"There is no endpoint for the Region '{region}': {e.Message}");
        }
    }

    // The SDK reads these from the profile of AWS_PROFILE alone. As with all AWS tools, the environment comes first.
    private static void Apply(CredentialProfile profile, StepFunctionsConfig config)
    {
        config.Profile = new Profile(profile.Name);
        config.UseFIPSEndpoint = FallbackInternalConfigurationFactory.UseFIPSEndpoint ?? profile.UseFIPSEndpoint ?? false;
        config.UseDualstackEndpoint = FallbackInternalConfigurationFactory.UseDualStackEndpoint ?? profile.UseDualstackEndpoint ?? false;
    }

    private string EndpointOriginOf(StepFunctionsConfig config) => config switch
    {
        _ when settings.EndpointUrl is not null => "from -EndpointUrl",
        { ServiceURL: not null } => "as configured in the environment or the profile",
        _ => "the Region's own",
    };
}
