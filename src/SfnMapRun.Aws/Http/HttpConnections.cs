using System.Net;

namespace SfnMapRun.Aws.Http;

/// <summary>How this module connects to AWS.</summary>
internal static class HttpConnections
{
    /// <summary>
    /// How long a connection is used at most: a name may lead elsewhere by then, and a wait of days must follow.
    /// </summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// A handler without what a signed call has no use for: redirects, cookies, and headers for tracing.
    /// </summary>
    /// <param name="proxy">The proxy that the AWS SDK was told to use; null takes that of the environment, if there is one.</param>
    /// <exception cref="StepFunctionsException">The environment names a proxy that is none.</exception>
    public static SocketsHttpHandler NewHandler(IWebProxy? proxy)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = Lifetime,
        };

        // Elsewhere than on Unix there are the system's settings too, which .NET knows.
        if ((proxy ?? EnvironmentProxy.Current()) is { } found)
        {
            handler.Proxy = found;
        }
        else if (!OperatingSystem.IsWindows() && !OperatingSystem.IsMacOS())
        {
            handler.UseProxy = false;
        }

        return handler;
    }
}
