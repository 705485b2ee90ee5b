using System.Collections.Concurrent;
using System.Text.Json;
using Amazon;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using SfnMapRun.Arns;
using SfnMapRun.Errors;
using SfnMapRun.Service;

namespace SfnMapRun.Aws;

/// <summary>Step Functions through the AWS SDK: one gateway a command, clients shared by all.</summary>
internal sealed class StepFunctionsGateway : IStepFunctions
{
    private readonly ConnectionSettings _settings;
    private readonly AWSCredentials _credentials;
    private readonly ConcurrentDictionary<string, Task<AmazonStepFunctionsClient>> _clients = new(StringComparer.Ordinal);

    private StepFunctionsGateway(ConnectionSettings settings, AWSCredentials credentials)
    {
        _settings = settings;
        _credentials = credentials;
    }

    /// <summary>Finds credentials and returns what makes the calls. Called by name, from outside this load context.</summary>
    public static async Task<IStepFunctions> ConnectAsync(ConnectionSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Region is { } region && !StepFunctionsArn.IsRegion(region))
        {
            throw new StepFunctionsException(FailureKind.InvalidEndpoint, $"'{region}' is not the name of a Region.");
        }

        if (settings.EndpointUrl is { } url && !IsHttpUrl(url))
        {
            throw new StepFunctionsException(FailureKind.InvalidEndpoint, $"'{url}' is not an address of an endpoint.");
        }

        return new StepFunctionsGateway(settings, await CredentialSource.ResolveAsync(settings, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<MapRun> DescribeMapRunAsync(string mapRunArn, string region, CancellationToken cancellationToken)
    {
        var client = await _clients.GetOrAdd(region, ClientOf).ConfigureAwait(false);
        try
        {
            // The SDK's time-out ends with the headers of an answer; this one bounds its body and all retries.
            var response = await client.DescribeMapRunAsync(new DescribeMapRunRequest { MapRunArn = mapRunArn }, cancellationToken)
                .WaitAsync(_settings.Timeout * (client.Config.MaxErrorRetry + 2), cancellationToken).ConfigureAwait(false);
            return response.MapRunArn is null
                ? throw new AmazonUnmarshallingException(response.ResponseMetadata.RequestId, "mapRunArn", new JsonException("mapRunArn is missing"), response.HttpStatusCode)
                : response.ToMapRun();
        }
        catch (Exception e) when (FailureTranslation.Covers(e) && !cancellationToken.IsCancellationRequested)
        {
            throw FailureTranslation.Translate(e, EndpointOf(client.Config), await RedactionAsync().ConfigureAwait(false));
        }
    }

    private Task<AmazonStepFunctionsClient> ClientOf(string region)
    {
        var config = new AmazonStepFunctionsConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            Timeout = _settings.Timeout,
        };
        if (_settings.ProfileName is { } profile)
        {
            config.Profile = new Profile(profile);
        }

        if (_settings.EndpointUrl is { } url)
        {
            config.ServiceURL = url;
        }

        // Signs for the Region called, whatever the address is.
        config.AuthenticationRegion = region;
        try
        {
            return ClientCache.GetAsync(_settings, config, EndpointOf(config), _credentials);
        }
        catch (Exception e) when (e is AmazonClientException or UriFormatException)
        {
            throw new StepFunctionsException(FailureKind.InvalidEndpoint, $"There is no endpoint for the Region '{region}': {e.Message}");
        }
    }

    private static string EndpointOf(IClientConfig config) => config.DetermineServiceOperationEndpoint(new(null)).URL;

    // Credentials that can't be renewed are a failure of their own, and hold nothing new to hide.
    private async Task<Redaction> RedactionAsync()
    {
        try
        {
            return Redaction.Of(await _credentials.GetCredentialsAsync().ConfigureAwait(false));
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException)
        {
            return Redaction.Of(_settings);
        }
    }

    private static bool IsHttpUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);
}
