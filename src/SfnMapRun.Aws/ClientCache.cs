using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.StepFunctions;
using SfnMapRun.Service;

namespace SfnMapRun.Aws;

/// <summary>
/// One client for the same settings, Region, endpoint and credentials, kept from one command to the next: its
/// connections and signing keys are worth keeping.
/// </summary>
internal static class ClientCache
{
    private static readonly ConcurrentDictionary<Key, Entry> Clients = new();

    /// <summary>A client for a configuration; a new one where the credentials have changed since.</summary>
    public static async Task<AmazonStepFunctionsClient> GetAsync(
        ConnectionSettings settings, AmazonStepFunctionsConfig config, string endpoint, AWSCredentials credentials)
    {
        var keys = await credentials.GetCredentialsAsync().ConfigureAwait(false);
        var key = new Key(settings, config.AuthenticationRegion, endpoint, config.RetryMode, config.MaxErrorRetry);
        return Clients.AddOrUpdate(
            key,
            _ => new Entry(keys, new AmazonStepFunctionsClient(credentials, config)),
            (_, entry) => entry.Keys.Equals(keys) ? entry : new Entry(keys, new AmazonStepFunctionsClient(credentials, config))).Client;
    }

    private sealed record Key(ConnectionSettings Settings, string Region, string Endpoint, RequestRetryMode RetryMode, int MaxErrorRetry);

    private sealed record Entry(ImmutableCredentials Keys, AmazonStepFunctionsClient Client);
}
