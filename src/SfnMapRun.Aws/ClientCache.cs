using System.Collections.Concurrent;
using Amazon.Runtime;
using SfnMapRun.Aws.Credentials;
using SfnMapRun.Aws.Http;
using SfnMapRun.Aws.Protocol;

namespace SfnMapRun.Aws;

/// <summary>
/// One client for the same credentials, Region and endpoint, kept from one command to the next: its connections and
/// signing keys are worth keeping.
/// </summary>
internal static class ClientCache
{
    // Temporary credentials come and go; a session of days must not keep a client for each of them.
    private const int MaxClients = 50;
    private static readonly ConcurrentDictionary<Key, StepFunctionsClient> Clients = new();

    /// <summary>A client for a configuration; a new one where the credentials are not those of an earlier command.</summary>
    public static StepFunctionsClient Get(StepFunctionsConfig config, string endpoint, ResolvedCredentials credentials)
    {
        if (Clients.Count >= MaxClients)
        {
            Clients.Clear();
        }

        var proxy = EnvironmentProxy.Variables();
        var key = new Key(credentials.Origin, credentials.Keys, config.AuthenticationRegion, endpoint, config.Timeout, proxy);
        return Clients.GetOrAdd(key, _ => new StepFunctionsClient(credentials.Source, config, endpoint));
    }

    private sealed record Key(string Origin, ImmutableCredentials Keys, string Region, string Endpoint, TimeSpan? Timeout, object Proxy);
}
