using System.Net;
using SfnMapRun.Errors;

namespace SfnMapRun.Aws.Http;

/// <summary>
/// The proxy that the environment names now. .NET reads these variables once a process, but in an interactive session they change.
/// </summary>
internal sealed class EnvironmentProxy : IWebProxy
{
    private readonly Uri? _forHttp;
    private readonly Uri? _forHttps;
    private readonly string[] _bypassed;

    private EnvironmentProxy(string? forHttp, string? forHttps, string? bypassed)
    {
        _forHttp = AddressOf("HTTP_PROXY", forHttp);
        _forHttps = AddressOf("HTTPS_PROXY", forHttps);
        _bypassed = (bypassed ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Credentials = new UserInfo(forHttp, forHttps);
    }

    /// <inheritdoc/>
    public ICredentials? Credentials { get; set; }

    /// <summary>What the environment says about proxies: what is equal leads to the same one.</summary>
    public static (string? Http, string? Https, string? Bypassed) Variables()
    {
        var all = Read("ALL_PROXY");
        return (Read("HTTP_PROXY") ?? all, Read("HTTPS_PROXY") ?? all, Read("NO_PROXY"));
    }

    /// <summary>The proxy of the environment; null where it names none.</summary>
    /// <exception cref="StepFunctionsException">What it names is not an address.</exception>
    public static EnvironmentProxy? Current() =>
        Variables() is var (http, https, bypassed) && (http ?? https) is not null ? new EnvironmentProxy(http, https, bypassed) : null;

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : ProxyFor(destination);

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => ProxyFor(host) is null || _bypassed.Any(pattern => Covers(pattern, host));

    private Uri? ProxyFor(Uri destination) => destination.Scheme == Uri.UriSchemeHttp ? _forHttp : _forHttps;

    // "example.com" and ".example.com" cover that host and all below it; a port narrows that down; "*" is everything.
    private static bool Covers(string pattern, Uri host)
    {
        if (pattern is "*" || pattern.Trim('[', ']').Equals(host.IdnHost, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var colon = pattern.LastIndexOf(':');
        if (colon > 0 && int.TryParse(pattern.AsSpan(colon + 1), out var port))
        {
            return port == host.Port && Covers(pattern[..colon], host);
        }

        var name = pattern.TrimStart('*').TrimStart('.');
        return host.IdnHost.Equals(name, StringComparison.OrdinalIgnoreCase)
            || host.IdnHost.EndsWith($".{name}", StringComparison.OrdinalIgnoreCase);
    }

    // In lower case, too, as most programs of Unix have it.
    private static string? Read(string variable) => new[] { variable.ToLowerInvariant(), variable }
        .Select(Environment.GetEnvironmentVariable)
        .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Trim();

    private static Uri? AddressOf(string variable, string? text) => text is null ? null
        : Parse(text) is { } url ? new UriBuilder(url) { UserName = string.Empty, Password = string.Empty }.Uri
        : throw new StepFunctionsException(
            FailureKind.InvalidEndpoint, $"The environment variable {variable} or ALL_PROXY does not hold the address of a proxy.");

    private static Uri? Parse(string text) =>
        Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}", UriKind.Absolute, out var url)
        && url.Host.Length > 0
            ? url
            : null;

    // The user and the password that stand before the host of each address.
    private sealed class UserInfo(params string?[] proxies) : ICredentials
    {
        public NetworkCredential? GetCredential(Uri uri, string authType) => proxies
            .Select(text => text is null ? null : Parse(text))
            .Where(url => url is { UserInfo.Length: > 0 } && url.Host == uri.Host && url.Port == uri.Port)
            .Select(url => url!.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray())
            .Select(parts => new NetworkCredential(parts[0], parts.ElementAtOrDefault(1)))
            .FirstOrDefault();
    }
}
