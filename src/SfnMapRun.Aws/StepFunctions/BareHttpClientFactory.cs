using Amazon.Runtime;

namespace SfnMapRun.Aws.StepFunctions;

/// <summary>HTTP without what a signed call has no use for: redirects, cookies, and headers for tracing.</summary>
internal sealed class BareHttpClientFactory : HttpClientFactory
{
    public static BareHttpClientFactory Instance { get; } = new();

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null };
        if (clientConfig.GetWebProxy() is { } proxy)
        {
            handler.Proxy = proxy;
        }

        return new HttpClient(handler) { Timeout = clientConfig.Timeout ?? TimeSpan.FromSeconds(100) };
    }

    // One for each client of ours, which are themselves kept for the same settings.
    public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;
}
