using System.Text;
using Amazon.Runtime;
using SfnMapRun.Aws.Credentials;
using SfnMapRun.Aws.Mapping;
using SfnMapRun.Aws.Protocol;
using SfnMapRun.Calls;
using SfnMapRun.Formatting;

namespace SfnMapRun.Aws;

/// <summary>
/// A call in memory, through all that a real one goes through, so that what the first one of a session needs is loaded and compiled.
/// No connection is made, and no configuration, proxy or keys of the user are read: scripts may set them after the import.
/// </summary>
internal static class Rehearsal
{
    private const string Endpoint = "http://localhost";
    private const string Region = "us-east-1";
    private const string Arn = $"arn:aws:states:{Region}:123456789012:mapRun:A/B:1b2c3d4e-0000-4000-8000-000000000000";
    private const string Counts = """{"total":3,"succeeded":1,"failed":2,"timedOut":0,"aborted":0,"pending":0,"running":0}""";
    private const string Body =
        $$"""{"mapRunArn":"{{Arn}}","status":"FAILED","startDate":1.5,"stopDate":3600,"itemCounts":{{Counts}}}""";

    private static readonly string Response =
        $"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
        + $"x-amzn-RequestId: 0\r\nContent-Length: {Body.Length}\r\n\r\n{Body}";

    /// <summary>Makes the call.</summary>
    /// <param name="clock">Tells the time.</param>
    /// <returns>The cells of its row in the default table.</returns>
    public static async Task<string[]> RunAsync(TimeProvider clock)
    {
        var keys = new BasicAWSCredentials("AKIDEXAMPLE", "secret");
        var credentials = new GuardedCredentials(keys, keys.GetCredentials(), e => throw e);
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(new Connection()),
        };
        using var http = new HttpClient(handler);
        var client = new StepFunctionsClient(credentials, Endpoint, new RequestSigner(new Uri(Endpoint), Region, "SfnMapRun"), http);
        var request = new JsonRequest("DescribeMapRun").With("mapRunArn", Arn);
        var run = await new CallRunner(1, clock, Random.Shared).RunAsync(
            Arn,
            new CallQuota(request.Operation, Region, string.Empty),
            maxAttempts: 1,
            async _ =>
            {
                var response = await client.SendAsync(request, clock, CancellationToken.None).ConfigureAwait(false);
                return response.Read(MapRunMapping.ToMapRun);
            },
            CancellationToken.None).ConfigureAwait(false);
        return
        [
            MapRunTable.Status(run, 9, Palette.None), MapRunTable.Ran(run), MapRunTable.Done(run), MapRunTable.Total(run, 5),
            MapRunTable.Failed(run, 6, Palette.None), MapRunTable.Redrivable(run, 10), MapRunTable.Name(run, 30),
        ];
    }

    // Takes what is sent, and has the response ready.
    private sealed class Connection() : MemoryStream(Encoding.ASCII.GetBytes(Response), writable: false)
    {
        public override bool CanWrite => true;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.CompletedTask;
    }
}
