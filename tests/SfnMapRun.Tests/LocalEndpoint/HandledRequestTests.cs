using System.Text.Json;

namespace SfnMapRun.Tests.LocalEndpoints;

/// <summary>What the endpoint remembers of the requests that it answered.</summary>
public sealed class HandledRequestTests
{
    [Fact]
    public async Task Requests_are_told_from_a_number_on_and_by_operation()
    {
        await using var session = await EndpointSession.StartAsync();
        await session.StartExecutionAsync(new { name = "nightly" });
        foreach (var operation in new[] { "DescribeMapRun", "ListMapRuns", "DescribeMapRun" })
        {
            await session.ErrorAsync(operation, new { });
        }

        using var client = new HttpClient { BaseAddress = session.Endpoint.Url };
        Assert.Equal("3", await client.GetStringAsync("_requests/count"));
        Assert.Equal(["DescribeMapRun", "ListMapRuns", "DescribeMapRun"], await TargetsAsync(client, "_requests"));
        Assert.Equal(["ListMapRuns", "DescribeMapRun"], await TargetsAsync(client, "_requests?skip=1"));
        Assert.Equal(["DescribeMapRun"], await TargetsAsync(client, "_requests?skip=1&target=AWSStepFunctions.DescribeMapRun"));
    }

    private static async Task<string[]> TargetsAsync(HttpClient client, string path) =>
        [.. JsonDocument.Parse(await client.GetStringAsync(path)).RootElement.EnumerateArray().Select(request => request.GetProperty("target").GetString()!["AWSStepFunctions.".Length..])];
}
