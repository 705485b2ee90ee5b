using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Floor;

/// <summary>The least that one signed call can cost in a process that has made none: a bare HttpClient and Signature Version 4.</summary>
public static class SignedCall
{
    private const string ContentType = "application/x-amz-json-1.0";
    private const string Target = "AWSStepFunctions.DescribeMapRun";

    /// <summary>Describes a Map Run, with the keys of the environment. Returns the response as it came.</summary>
    public static string Describe(string url, string mapRunArn)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"mapRunArn":"{{mapRunArn}}"}""");
        var address = new Uri(url);
        var time = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/eu-central-1/states/aws4_request";
        var canonical = $"POST\n/\n\ncontent-type:{ContentType}\nhost:{address.Authority}\nx-amz-date:{time}\nx-amz-target:{Target}\n\n"
            + $"content-type;host;x-amz-date;x-amz-target\n{Hex(SHA256.HashData(body))}";
        var toSign = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY"));
        foreach (var part in scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        request.Headers.Add("X-Amz-Date", time);
        request.Headers.Add("X-Amz-Target", Target);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID")}/{scope}, "
                + $"SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature={Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)))}");
        using var response = client.Send(request);
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(response.Content.ReadAsStream());
        return reader.ReadToEnd();
    }

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}
