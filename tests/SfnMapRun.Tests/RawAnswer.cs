using System.Globalization;
using System.Text;

namespace SfnMapRun.Tests;

/// <summary>What a <see cref="RawServer"/> sends.</summary>
/// <param name="Bytes">All of it, the head included.</param>
/// <param name="Closes">Whether it then closes the connection.</param>
/// <param name="IsEndless">Whether zeros follow for as long as the client takes them.</param>
internal sealed record RawAnswer(byte[] Bytes, bool Closes = false, bool IsEndless = false)
{
    /// <summary>Nothing at all: the connection stays open and silent.</summary>
    public static RawAnswer Silence { get; } = new([]);

    /// <summary>An answer as Step Functions sends it.</summary>
    public static RawAnswer Json(int status, string body, params string[] headers) => Of(status, Encoding.UTF8.GetBytes(body), headers);

    /// <summary>An answer with any bytes for a body.</summary>
    public static RawAnswer Of(int status, byte[] body, params string[] headers)
    {
        string[] all =
        [
            $"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} Status",
            "Content-Type: application/x-amz-json-1.0",
            .. headers,
            $"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}",
        ];
        return new RawAnswer([.. Encoding.UTF8.GetBytes(string.Join("\r\n", all) + "\r\n\r\n"), .. body]);
    }
}
