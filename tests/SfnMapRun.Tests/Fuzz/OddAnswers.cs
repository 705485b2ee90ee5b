using System.Globalization;
using System.Text;

namespace SfnMapRun.Tests.Fuzz;

/// <summary>Answers of an operation that are odd in their JSON, their bytes, or as HTTP. None of them hangs.</summary>
internal static class OddAnswers
{
    private static readonly int[] Statuses = [200, 200, 200, 201, 204, 301, 400, 400, 400, 403, 404, 407, 413, 429, 500, 502, 503, 599, 999];
    private static readonly string[] Codes =
    [
        "ResourceNotFound", "InvalidArn", "ThrottlingException", "AccessDeniedException", "ExpiredTokenException", "InvalidSignatureException",
        "RequestExpired", "ValidationException", "com.amazonaws.swf.service.v2.model#InvalidToken", "#", ":", "a#b#c:d", "",
    ];

    private static readonly string[] Heads =
    [
        "x-amzn-errortype: ResourceNotFound:http://x", "x-amzn-errortype:", "x-amzn-RequestId: 5f1c", "x-amzn-RequestId: \u00e9\u00ff", "Date: never",
        "Date: Tue, 24 Nov 2026 10:00:00 GMT", "Date: Sat, 01 Jan 0001 00:00:00 GMT", "Date: Fri, 31 Dec 9999 23:59:59 GMT", "Content-Encoding: gzip",
        "Content-Type: text/html", "Connection: close", "Set-Cookie: a=b", "no colon", ": no name", "Transfer-Encoding: chunked", "Content-Length: 3",
        "Location: http://elsewhere",
    ];

    /// <summary>One for an operation.</summary>
    public static RawAnswer Of(string operation, Random random)
    {
        var status = random.Next(3) == 0 ? Statuses[random.Next(Statuses.Length)] : 200;
        var json = status < 300 ? Documents.Of(operation)
            : $$"""{"__type":"{{Codes[random.Next(Codes.Length)]}}","message":"Signature expired: it is","reason":"X"}""";
        var body = random.Next(20) switch
        {
            0 => [],
            1 => Encoding.UTF8.GetBytes("<html><body>Sign in</body></html>"),
            2 => OddBytes(random),
            3 => Encoding.UTF8.GetBytes(new string('[', random.Next(1, 2000))),
            4 => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(json)],
            5 => Encoding.UTF8.GetBytes(json),
            _ => OddJson.Of(json, random),
        };
        return random.Next(8) == 0 ? OddHttp(status, body, random) : RawAnswer.Of(status, body, "x-amzn-RequestId: an-id");
    }

    private static byte[] OddBytes(Random random)
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    }

    // The connection is closed behind it: what is left over must not be taken for the next answer.
    private static RawAnswer OddHttp(int status, byte[] body, Random random)
    {
        var heads = Enumerable.Range(0, random.Next(4)).Select(_ => Heads[random.Next(Heads.Length)]);
        var length = random.Next(3) switch
        {
            0 => $"Content-Length: {(body.Length + random.Next(-5, 50)).ToString(CultureInfo.InvariantCulture)}",
            1 => "X: y",
            _ => $"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}",
        };
        var start = random.Next(6) switch
        {
            0 => "HTTP/9.9 2x0 Whatever",
            1 => $"HTTP/1.0 {status}",
            _ => $"HTTP/1.1 {status} Status",
        };
        byte[] answer = [.. Encoding.Latin1.GetBytes(string.Join("\r\n", [start, .. heads, length]) + "\r\n\r\n"), .. body];
        return new RawAnswer(random.Next(2) == 0 ? OddJson.Broken(answer, random) : answer, Closes: true);
    }
}
