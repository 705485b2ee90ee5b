using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using SfnMapRun.Formatting;
using SfnMapRun.Model;

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

        // The cells of the table.
        var run = new MapRun
        {
            MapRunArn = "arn:aws:states:us-east-1:123456789012:mapRun:A/B:1b2c3d4e-0000",
            Status = MapRunStatus.Failed,
            StartDate = DateTime.UnixEpoch,
            StopDate = DateTime.UnixEpoch.AddHours(1),
            ToleratedFailureCount = 1,
            ItemCounts = new() { Total = 3, Succeeded = 1, Failed = 2, TimedOut = 0, Aborted = 0, Pending = 0 },
        };
        _ = (Palette.None.Status(run.Status, 9), MapRunTable.Ran(run), MapRunTable.Done(run), MapRunTable.Failed(run, 1, Palette.None));
        _ = (CellFormat.Count(run.ItemsRedrivable, 1), MapRunTable.Name(run, 10));
    }
}
