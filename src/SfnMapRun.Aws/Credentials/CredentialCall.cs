using Amazon.Runtime;
using SfnMapRun.Aws.Http;

namespace SfnMapRun.Aws.Credentials;

/// <summary>
/// The work of getting credentials, which ends when the user stops. The SDK's credentials take no cancellation token, so it goes
/// along with the flow of execution, to the processes and requests that are made on the way.
/// </summary>
internal static class CredentialCall
{
    private static readonly AsyncLocal<CancellationToken> Current = new();

    /// <summary>Ends the work that is going on in this flow of execution.</summary>
    public static CancellationToken StopToken => Current.Value;

    /// <summary>What the services that hand out credentials are called with.</summary>
    public static HttpClientFactory Clients { get; } = new ClientFactory();

    /// <summary>Does work off the caller's thread, within which <see cref="StopToken"/> is the token given.</summary>
    public static Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            Current.Value = cancellationToken;
            try
            {
                return await work().ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException && cancellationToken.IsCancellationRequested)
            {
                // The SDK wraps what it does not know.
                throw new OperationCanceledException(cancellationToken);
            }
        },
        cancellationToken);

    // Clients that are gone after one request: it is the only one in a long while.
    private sealed class ClientFactory : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            new(new StoppingHandler { InnerHandler = HttpConnections.NewHandler(clientConfig.GetWebProxy()) });

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => true;
    }

    private sealed class StoppingHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var stop = StopToken;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellationToken);
            try
            {
                var response = await base.SendAsync(request, either.Token).ConfigureAwait(false);
                await response.Content.LoadIntoBufferAsync().WaitAsync(either.Token).ConfigureAwait(false);
                return response;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                throw new StoppedException();
            }
        }
    }

    // Not a cancellation, which the SDK would take for a time-out, and try again.
    private sealed class StoppedException : Exception;
}
