using SfnMapRun.Calls;
using SfnMapRun.Model;
using SfnMapRun.Reporting;
using SfnMapRun.Service;

namespace SfnMapRun.Tests;

/// <summary>Step Functions as a test wants it: each operation is a function, and takes its latency on the clock.</summary>
internal sealed class FakeStepFunctions(TimeProvider clock) : IStepFunctions
{
    public const string MapRunArn = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:5f1c";
    public const string ExecutionArn = "arn:aws:states:eu-central-1:123456789012:execution:Orders:nightly";

    public int? MaxAttempts { get; set; } = 3;

    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What the response about an ARN waits for, beside the latency.</summary>
    public Func<string, Task> Hold { get; set; } = _ => Task.CompletedTask;

    /// <summary>What was called, with what: "DescribeMapRun eu-central-1 arn".</summary>
    public List<string> Requests { get; } = [];

    public List<CallContext> Contexts { get; } = [];

    /// <summary>Is called with each request, before it is under way.</summary>
    public Action OnRequest { get; set; } = () => { };

    public int InFlight { get; private set; }

    public int MostInFlight { get; private set; }

    public Func<string, MapRun> DescribeMapRun { get; set; } = arn => new MapRun { MapRunArn = arn, ExecutionArn = ExecutionArn, Status = "RUNNING" };

    public Func<string, MapRunExecution> DescribeExecution { get; set; } = arn => new MapRunExecution { ExecutionArn = arn };

    /// <summary>What keeps the caller from payloads, errors and causes; null where nothing does.</summary>
    public StepFunctionsException? PayloadRefusal { get; set; }

    public Func<string?, Page<ExecutionEvent>> GetExecutionHistory { get; set; } = _ => new([], null);

    public Func<ExecutionFilter, string?, Page<MapRunExecution>> ListExecutions { get; set; } = (_, _) => new([], null);

    /// <summary>By state machine, status and token.</summary>
    public Func<string, string?, string?, Page<MapRunExecution>> ListParentExecutions { get; set; } = (_, _, _) => new([], null);

    /// <summary>The Map Runs of an execution; null for those of <see cref="ListMapRuns"/>.</summary>
    public Func<string, Page<MapRunListItem>>? ListMapRunsOf { get; set; }

    public Func<string?, Page<MapRunListItem>> ListMapRuns { get; set; } = _ => new([], null);

    public Action<MapRunSettings> UpdateMapRun { get; set; } = _ => { };

    public Func<string, DateTime> RedriveExecution { get; set; } = _ => DateTime.UnixEpoch;

    /// <summary>By error and cause.</summary>
    public Func<string?, string?, DateTime> StopExecution { get; set; } = (_, _) => DateTime.UnixEpoch;

    public static StepFunctionsArn Arn(string text = MapRunArn) =>
        StepFunctionsArn.TryParse(text, out var arn) ? arn : throw new ArgumentException(text);

    /// <summary>Children of a Map Run by their numbers, as a list has them.</summary>
    public static MapRunExecution[] Children(string status, int first, int count) =>
    [
        .. Enumerable.Range(first, count).Select(i => new MapRunExecution
        {
            ExecutionArn = $"arn:aws:states:eu-central-1:123456789012:execution:Orders/Import:{status}-{i}",
            MapRunArn = MapRunArn,
            Status = status,
            ItemCount = 10,
        }),
    ];

    public StepFunctionsCalls Calls(string? region = null, CallRunner? runner = null) =>
        new(this, region, runner ?? new CallRunner(16, clock, new Random(1)));

    public Task<MapRun> DescribeMapRunAsync(string mapRunArn, CallContext context) =>
        RespondAsync("DescribeMapRun", mapRunArn, context, () => DescribeMapRun(mapRunArn));

    public Task<Page<MapRunListItem>> ListMapRunsAsync(string executionArn, string? pageToken, CallContext context) =>
        RespondAsync("ListMapRuns", $"{executionArn} {pageToken}", context, () => ListMapRunsOf?.Invoke(executionArn) ?? ListMapRuns(pageToken));

    public Task<Page<MapRunExecution>> ListExecutionsAsync(
        string mapRunArn, ExecutionFilter filter, string? pageToken, CallContext context) =>
        RespondAsync("ListExecutions", $"{mapRunArn} {filter.Status} {pageToken}", context, () => ListExecutions(filter, pageToken));

    public Task<Page<MapRunExecution>> ListParentExecutionsAsync(
        string stateMachineArn, string? status, string? pageToken, CallContext context) => RespondAsync(
        "ListExecutions",
        $"{stateMachineArn} {status} {pageToken}",
        context,
        () => ListParentExecutions(stateMachineArn, status, pageToken));

    public Task<MapRunExecution> DescribeExecutionAsync(string executionArn, bool withPayload, CallContext context) => RespondAsync(
        "DescribeExecution",
        $"{executionArn}{(withPayload ? string.Empty : " METADATA_ONLY")}",
        context,
        () => withPayload && PayloadRefusal is { } refusal ? throw refusal : DescribeExecution(executionArn));

    public Task<Page<ExecutionEvent>> GetExecutionHistoryAsync(string executionArn, string? pageToken, CallContext context) =>
        RespondAsync("GetExecutionHistory", $"{executionArn} {pageToken}", context, () => GetExecutionHistory(pageToken));

    public Task UpdateMapRunAsync(string mapRunArn, MapRunSettings settings, CallContext context) => RespondAsync(
        "UpdateMapRun",
        mapRunArn,
        context,
        () =>
        {
            UpdateMapRun(settings);
            return true;
        });

    public Task<DateTime> RedriveExecutionAsync(string executionArn, string clientToken, CallContext context) =>
        RespondAsync("RedriveExecution", $"{executionArn} {clientToken}", context, () => RedriveExecution(clientToken));

    public Task<DateTime> StopExecutionAsync(string executionArn, string? error, string? cause, CallContext context) =>
        RespondAsync("StopExecution", executionArn, context, () => StopExecution(error, cause));

    /// <summary>All that work outputs.</summary>
    public static async Task<List<Output>> ListAsync(IAsyncEnumerable<Output> outputs)
    {
        var list = new List<Output>();
        await foreach (var output in outputs)
        {
            list.Add(output);
        }

        return list;
    }

    private async Task<T> RespondAsync<T>(string operation, string subject, CallContext context, Func<T> respond)
    {
        Requests.Add($"{operation} {context.Region} {subject}".TrimEnd());
        Contexts.Add(context);
        OnRequest();
        MostInFlight = Math.Max(MostInFlight, ++InFlight);
        try
        {
            await Task.Delay(Latency, clock, context.CancellationToken);
            await Hold(subject);
            return respond();
        }
        finally
        {
            InFlight--;
        }
    }
}
