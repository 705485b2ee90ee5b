using System.Globalization;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;

namespace SfnMapRun.Aws.Protocol;

/// <summary>Writes signed requests to an endpoint. The SDK computes the signature (SigV4); what it covers is put together here.</summary>
internal sealed class RequestSigner
{
    private const string ContentType = "application/x-amz-json-1.0";
    private const string Service = "states";
    private readonly Uri _url;
    private readonly string _host;
    private readonly string _canonicalPath;
    private readonly string _region;
    private readonly string _userAgent;

    public RequestSigner(Uri endpoint, string region, string userAgent)
    {
        _url = new Uri(endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
        var host = _url.HostNameType == UriHostNameType.IPv6 ? _url.Host : _url.IdnHost;
        _host = _url.IsDefaultPort ? host : $"{host}:{_url.Port}";
        _canonicalPath = string.Join('/', _url.AbsolutePath.Split('/').Select(Uri.EscapeDataString));
        _region = region;
        _userAgent = userAgent;
    }

    /// <summary>A request, signed with keys as of a time in UTC.</summary>
    public HttpRequestMessage Sign(JsonRequest request, ImmutableCredentials keys, DateTime time)
    {
        var body = request.ToBody();
        var target = $"AWSStepFunctions.{request.Operation}";
        var date = time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

        // In the order of their names, as SigV4 wants them.
        var names = keys.UseToken
            ? "content-type;host;x-amz-date;x-amz-security-token;x-amz-target"
            : "content-type;host;x-amz-date;x-amz-target";
        var token = keys.UseToken ? $"x-amz-security-token:{keys.Token}\n" : string.Empty;
        var bodyHash = Convert.ToHexString(SHA256.HashData(body)).ToLowerInvariant();
        var canonicalRequest =
            $"POST\n{_canonicalPath}\n\ncontent-type:{ContentType}\nhost:{_host}\nx-amz-date:{date}\n{token}x-amz-target:{target}\n\n"
            + $"{names}\n{bodyHash}";
        var signature = AWS4Signer.ComputeSignature(keys, _region, time, Service, names, canonicalRequest);

        var message = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(body) };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        message.Headers.Host = _host;
        message.Headers.TryAddWithoutValidation("X-Amz-Date", date);
        message.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        message.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        message.Headers.TryAddWithoutValidation("Authorization", signature.ForAuthorizationHeader);
        if (keys.UseToken)
        {
            message.Headers.TryAddWithoutValidation("X-Amz-Security-Token", keys.Token);
        }

        return message;
    }
}
