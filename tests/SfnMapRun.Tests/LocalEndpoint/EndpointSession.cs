using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LocalStepFunctions;

namespace SfnMapRun.Tests.LocalEndpoints;

/// <summary>An endpoint whose clock stands still, and plain requests to it.</summary>
internal sealed class EndpointSession : IAsyncDisposable
{
    public static readonly EndpointOptions Options = EndpointOptions.Default with { AcceptsUnsigned = true, IsFrozen = true };
    private readonly HttpClient _client = new();

    private EndpointSession(LocalEndpoint endpoint) => Endpoint = endpoint;

    public LocalEndpoint Endpoint { get; }

    public static async Task<EndpointSession> StartAsync(EndpointOptions? options = null) =>
        new(await LocalEndpoint.StartAsync(TimeProvider.System, options ?? Options));

    /// <summary>The answer of an operation.</summary>
    public async Task<JsonElement> CallAsync(string operation, object request)
    {
        var (status, _, body) = await SendAsync(operation, request);
        Assert.True(status == 200, body);
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>The error of an operation: its code, and after a colon its reason, where it has one.</summary>
    public async Task<string> ErrorAsync(string operation, object request)
    {
        var (status, _, body) = await SendAsync(operation, request);
        Assert.True(status == 400, body);
        var error = JsonDocument.Parse(body).RootElement;
        var code = error.GetProperty("__type").GetString()!.Split('#')[^1];
        return error.TryGetProperty("reason", out var reason) ? $"{code}: {reason}" : code;
    }

    /// <summary>All items of a list, page by page.</summary>
    public async Task<List<JsonElement>> ListAsync(string operation, string member, IReadOnlyDictionary<string, object> request)
    {
        var items = new List<JsonElement>();
        var arguments = new Dictionary<string, object>(request);
        while (true)
        {
            var page = await CallAsync(operation, arguments);
            items.AddRange(page.GetProperty(member).EnumerateArray());
            if (!page.TryGetProperty("nextToken", out var token))
            {
                return items;
            }

            arguments["nextToken"] = token.GetString()!;
        }
    }

    public Task<JsonElement> MapRunAsync(string mapRunArn) => CallAsync("DescribeMapRun", new { mapRunArn });

    /// <summary>An execution, parent or child, as DescribeExecution tells it.</summary>
    public Task<JsonElement> ExecutionAsync(string executionArn) => CallAsync("DescribeExecution", new { executionArn });

    /// <summary>The Map Runs of an execution, or the first of many.</summary>
    public async Task<JsonElement[]> MapRunsAsync(string executionArn) =>
        [.. (await CallAsync("ListMapRuns", new { executionArn })).GetProperty("mapRuns").EnumerateArray()];

    /// <summary>The child executions of a Map Run, or the first of many.</summary>
    public async Task<JsonElement[]> ChildrenAsync(string mapRunArn, string? status = null)
    {
        var request = new Dictionary<string, object> { ["mapRunArn"] = mapRunArn };
        if (status is not null)
        {
            request["statusFilter"] = status;
        }

        return [.. (await CallAsync("ListExecutions", request)).GetProperty("executions").EnumerateArray()];
    }

    /// <summary>Starts an execution and gives its ARN and those of its Map Runs.</summary>
    public async Task<(string Execution, string[] MapRuns)> StartExecutionAsync(object order)
    {
        var answer = JsonDocument.Parse(await ControlAsync("_executions", order)).RootElement;
        return (answer.GetProperty("executionArn").GetString()!, [.. answer.GetProperty("mapRunArns").EnumerateArray().Select(arn => arn.GetString()!)]);
    }

    /// <summary>The answer of an operation as it came: status, error header, body.</summary>
    public async Task<(int Status, string? ErrorType, string Body)> SendAsync(string operation, object request)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        content.Headers.Add("X-Amz-Target", $"AWSStepFunctions.{operation}");
        using var response = await _client.PostAsync(Endpoint.Url, content);
        var errorType = response.Headers.TryGetValues("x-amzn-errortype", out var values) ? values.Single() : null;
        return ((int)response.StatusCode, errorType, await response.Content.ReadAsStringAsync());
    }

    public async Task<string> ControlAsync(string path, object order)
    {
        using var content = new StringContent(JsonSerializer.Serialize(order), Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync(new Uri(Endpoint.Url, path), content);
        return response.IsSuccessStatusCode
            ? await response.Content.ReadAsStringAsync()
            : string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode}");
    }

    public void Advance(double seconds) => Endpoint.Clock.Advance(TimeSpan.FromSeconds(seconds));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Endpoint.DisposeAsync();
    }
}
