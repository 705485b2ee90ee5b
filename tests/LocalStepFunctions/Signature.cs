using System.Security.Cryptography;
using System.Text;

namespace LocalStepFunctions;

/// <summary>Checks the SigV4 signature of a request against the keys of <see cref="KnownKeys"/>.</summary>
internal static class Signature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Returns the Region that the request was signed for.</summary>
    public static string Check(HttpRequest request, string body, string service)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            throw new ServiceException("MissingAuthenticationTokenException", "Missing Authentication Token");
        }

        var fields = header[Algorithm.Length..].Split(',').Select(field => field.Trim().Split('=', 2)).ToDictionary(field => field[0], field => field[1]);
        if (fields["Credential"].Split('/') is not [var accessKey, var date, var region, var scopedService, "aws4_request"] || scopedService != service)
        {
            throw new ServiceException("IncompleteSignatureException", $"Credential should be scoped to correct service: '{service}'.");
        }

        var token = request.Headers["X-Amz-Security-Token"].ToString();
        var secret = KnownKeys.SecretOf(accessKey, token);
        var scope = $"{date}/{region}/{service}/aws4_request";
        var canonical = CanonicalRequest(request, fields["SignedHeaders"], body);
        var toSign = $"{Algorithm}\n{request.Headers["X-Amz-Date"]}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = new[] { date, region, service, "aws4_request" }
            .Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), (signingKey, part) => HMACSHA256.HashData(signingKey, Encoding.UTF8.GetBytes(part)));
        if (Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign))) != fields["Signature"])
        {
            // As AWS does it: the text quotes the request, with the session token.
            throw new ServiceException(
                "InvalidSignatureException",
                $"The request signature we calculated does not match the signature you provided. The Canonical String for this request should have been\n'{canonical}'");
        }

        return region;
    }

    private static string CanonicalRequest(HttpRequest request, string signedHeaders, string body)
    {
        var headers = signedHeaders.Split(';').Select(name => $"{name}:{request.Headers[name].ToString().Trim()}\n");

        // What is encoded in the path is encoded once more.
        var path = string.Join('/', request.Path.ToUriComponent().Split('/').Select(Uri.EscapeDataString));
        return $"{request.Method}\n{path}\n{request.QueryString.Value?.TrimStart('?')}\n{string.Concat(headers)}\n{signedHeaders}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}";
    }

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}
