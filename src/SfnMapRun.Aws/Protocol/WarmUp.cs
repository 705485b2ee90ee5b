using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;

namespace SfnMapRun.Aws.Protocol;

/// <summary>
/// Loads what the first call of a session needs, while credentials are being found: on another core that costs no time, and a
/// tenth of a second later it would.
/// </summary>
internal static class WarmUp
{
    // No test sees it: the first call does without, only later. ./build.ps1 Bench measures it.
    private static int _isDone;

    public static void Start()
    {
        if (Interlocked.Exchange(ref _isDone, 1) == 0)
        {
            _ = Task.Run(Run);
        }
    }

    private static void Run()
    {
        // Signing.
        HMACSHA256.HashData([0], [0]);
        SHA256.HashData([0]);

        // HTTP, without a connection.
        using var client = new HttpClient(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://127.0.0.1") { Content = new ByteArrayContent([]) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        // The response.
        JsonDocument.Parse("{}").Dispose();
    }
}
