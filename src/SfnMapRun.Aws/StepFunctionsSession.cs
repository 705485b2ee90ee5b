using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Internal;
using SfnMapRun.Aws.Credentials;
using SfnMapRun.Aws.StepFunctions;
using SfnMapRun.Errors;
using SfnMapRun.Service;

namespace SfnMapRun.Aws;

/// <summary>Step Functions through the AWS SDK, with one command's credentials. Clients are shared by all commands.</summary>
internal sealed class StepFunctionsSession(ConnectionSettings settings, ResolvedCredentials credentials, CommandLog log) : IStepFunctions
{
    private readonly ConcurrentDictionary<string, StepFunctionsClient> _clients = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public int MaxAttempts { get; } = (credentials.Profile?.MaxAttempts ?? new StepFunctionsConfig().MaxErrorRetry + 1);

    /// <inheritdoc/>
    public Task<MapRun> DescribeMapRunAsync(string mapRunArn, string region, int attempt, CancellationToken cancellationToken) =>
        CallAsync(new JsonRequest("DescribeMapRun").With("mapRunArn", mapRunArn), MapRunMapping.ToMapRun, new Call(mapRunArn, region, attempt), cancellationToken);

    private async Task<T> CallAsync<T>(JsonRequest request, Func<JsonElement, T> read, Call call, CancellationToken cancellationToken)
    {
        var client = _clients.GetOrAdd(call.Region, ClientOf);
        var watch = Stopwatch.StartNew();
        try
        {
            // The SDK's time-out ends with the headers of an answer; this one bounds its body too.
            var answer = await client.CallAsync(request, cancellationToken).WaitAsync(settings.Timeout * 2, cancellationToken).ConfigureAwait(false);
            var result = Read(answer, read);
            LogCall(request.Operation, call, "answered", answer.ResponseMetadata.RequestId, watch);
            log.Debug($"HTTP {(int)answer.HttpStatusCode}, {answer.ContentLength} bytes.");
            return result;
        }
        catch (Exception e) when (FailureTranslation.Covers(e) && !cancellationToken.IsCancellationRequested)
        {
            var failure = FailureTranslation.Translate(e, EndpointOf(client.Config), await RedactionAsync().ConfigureAwait(false));
            LogCall(request.Operation, call, failure.Kind.ToString(), failure.RequestId, watch);
            throw failure;
        }
    }

    private static T Read<T>(JsonAnswer answer, Func<JsonElement, T> read)
    {
        try
        {
            return read(answer.Fields);
        }
        catch (JsonException e)
        {
            throw new AmazonUnmarshallingException(answer.ResponseMetadata.RequestId, null, e, answer.HttpStatusCode);
        }
    }

    private static string EndpointOf(IClientConfig config) => config.DetermineServiceOperationEndpoint(new(null)).URL;

    private StepFunctionsClient ClientOf(string region)
    {
        var config = new StepFunctionsConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            Timeout = settings.Timeout,

            // Retries are the scheduler's: it sees the calls of a pipeline together.
            MaxErrorRetry = 0,
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
            var endpoint = EndpointOf(config);
            if (!SdkGateway.IsHttpUrl(endpoint))
            {
                throw new AmazonClientException($"'{endpoint}' is not an address.");
            }

            log.Verbose($"Region: {region}, from {(settings.Region is null ? "the ARN" : "-Region")}. Endpoint: {endpoint}, {EndpointOriginOf(config)}.");
            log.Debug($"{MaxAttempts} attempts, {settings.Timeout.TotalSeconds:0} s each; FIPS {config.UseFIPSEndpoint}, dual-stack {config.UseDualstackEndpoint}.");
            return ClientCache.Get(config, endpoint, credentials);
        }
        catch (Exception e) when (e is AmazonClientException or UriFormatException)
        {
            throw new StepFunctionsException(FailureKind.InvalidEndpoint, $"There is no endpoint for the Region '{region}': {e.Message}");
        }
    }

    // The SDK reads these from the profile of AWS_PROFILE alone. As ever, the environment comes first.
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

    private void LogCall(string operation, Call call, string outcome, string? requestId, Stopwatch watch) =>
        log.Verbose($"{operation} {call.Subject}: {outcome}, request id {requestId ?? "none"}, {watch.ElapsedMilliseconds} ms, attempt {call.Attempt}.");

    // Credentials that can't be renewed are a failure of their own, and hold nothing new to hide.
    private async Task<Redaction> RedactionAsync()
    {
        try
        {
            return Redaction.Of(await credentials.Source.GetCredentialsAsync().ConfigureAwait(false));
        }
        catch (Exception e) when (FailureTranslation.Covers(e))
        {
            return Redaction.Of(credentials.Keys);
        }
    }

    /// <summary>What a call is about, and where it goes.</summary>
    private readonly record struct Call(string Subject, string Region, int Attempt);
}
