using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

// The least that describing Map Runs one at a time can cost in .NET: a bare HttpClient, unsigned, its answers read as bytes.
// Arguments: address, number of calls, number of calls to warm up with. Prints seconds and CPU seconds as JSON.
var (url, count, warmup) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture));
using var client = new HttpClient();
await DescribeAsync(warmup);

using var process = Process.GetCurrentProcess();
var cpu = process.TotalProcessorTime;
var watch = Stopwatch.StartNew();
await DescribeAsync(count);
var seconds = watch.Elapsed.TotalSeconds;
process.Refresh();
Console.WriteLine(JsonSerializer.Serialize(new { Seconds = seconds, CpuSeconds = (process.TotalProcessorTime - cpu).TotalSeconds }));

async Task DescribeAsync(int number)
{
    for (var i = 0; i < number; i++)
    {
        var body = $$"""{"mapRunArn":"arn:aws:states:eu-central-1:123456789012:mapRun:Faults/Run{{i}}:0"}""";
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        content.Headers.Add("X-Amz-Target", "AWSStepFunctions.DescribeMapRun");
        using var response = await client.PostAsync(new Uri(url), content);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }
}
