using System.Text.Json;
using SfnMapRun.Aws.Credentials;
using SfnMapRun.Aws.Errors;
using SfnMapRun.Aws.Mapping;
using SfnMapRun.Aws.Protocol;
using SfnMapRun.Model;
using SfnMapRun.Reporting;
using SfnMapRun.Service;

namespace SfnMapRun.Aws;

/// <summary>Step Functions with one command's credentials. Clients are shared by all commands.</summary>
internal sealed class StepFunctionsSession(ConnectionSettings settings, ResolvedCredentials credentials, CommandLog log, TimeProvider clock)
    : IStepFunctions
{
    // As many as fit into a page, so that a list takes few of the calls that its quota allows.
    private const long PageSize = 1000;

    // Each execution of it takes a call of ListMapRuns, of which the quota allows fewer: a larger page would spare nothing.
    private const long ParentPageSize = 100;

    // Events bring their payloads along, and what is looked for is among the last of them.
    private const long HistoryPageSize = 100;
    private readonly RegionClients _clients = new(settings, credentials, log);

    /// <inheritdoc/>
    public int? MaxAttempts => _clients.MaxAttempts;

    /// <inheritdoc/>
    public Task<MapRun> DescribeMapRunAsync(string mapRunArn, CallContext context) =>
        RequestAsync(new JsonRequest("DescribeMapRun").With("mapRunArn", mapRunArn), ReadMapRun, mapRunArn, context);

    /// <inheritdoc/>
    public Task<Page<MapRunListItem>> ListMapRunsAsync(string executionArn, string? pageToken, CallContext context) => RequestAsync(
        new JsonRequest("ListMapRuns").With("executionArn", executionArn).With("maxResults", PageSize).With("nextToken", pageToken),
        fields => ToPage(fields, "mapRuns", ExecutionMapping.ToMapRunListItem),
        executionArn,
        context);

    /// <inheritdoc/>
    public Task<Page<MapRunExecution>> ListExecutionsAsync(
        string mapRunArn, ExecutionFilter filter, string? pageToken, CallContext context) => RequestAsync(
        new JsonRequest("ListExecutions").With("mapRunArn", mapRunArn).With("statusFilter", filter.Status)
            .With("redriveFilter", filter.RedriveFilter).With("maxResults", PageSize).With("nextToken", pageToken),
        fields => ToPage(fields, "executions", ReadExecution),
        mapRunArn,
        context);

    /// <inheritdoc/>
    public Task<Page<MapRunExecution>> ListParentExecutionsAsync(
        string stateMachineArn, string? status, string? pageToken, CallContext context) => RequestAsync(
        new JsonRequest("ListExecutions").With("stateMachineArn", stateMachineArn).With("statusFilter", status)
            .With("maxResults", ParentPageSize).With("nextToken", pageToken),
        fields => ToPage(fields, "executions", ReadExecution),
        stateMachineArn,
        context);

    /// <inheritdoc/>
    public Task<MapRunExecution> DescribeExecutionAsync(string executionArn, bool withPayload, CallContext context) => RequestAsync(
        new JsonRequest("DescribeExecution").With("executionArn", executionArn)
            .With("includedData", withPayload ? null : "METADATA_ONLY"),
        ReadExecution,
        executionArn,
        context);

    /// <inheritdoc/>
    public Task<Page<ExecutionEvent>> GetExecutionHistoryAsync(string executionArn, string? pageToken, CallContext context) => RequestAsync(
        new JsonRequest("GetExecutionHistory").With("executionArn", executionArn).With("reverseOrder", true)
            .With("maxResults", HistoryPageSize).With("nextToken", pageToken),
        fields => ToPage(fields, "events", ExecutionMapping.ToEvent),
        executionArn,
        context);

    /// <inheritdoc/>
    public Task UpdateMapRunAsync(string mapRunArn, MapRunSettings settings, CallContext context) => RequestAsync(
        new JsonRequest("UpdateMapRun").With("mapRunArn", mapRunArn).With("maxConcurrency", settings.MaxConcurrency)
            .With("toleratedFailurePercentage", settings.ToleratedFailurePercentage)
            .With("toleratedFailureCount", settings.ToleratedFailureCount),
        _ => true,
        mapRunArn,
        context);

    /// <inheritdoc/>
    public Task<DateTime> RedriveExecutionAsync(string executionArn, string clientToken, CallContext context) => RequestAsync(
        new JsonRequest("RedriveExecution").With("executionArn", executionArn).With("clientToken", clientToken),
        fields => fields.Date("redriveDate") ?? throw new JsonException("redriveDate is missing"),
        executionArn,
        context);

    /// <inheritdoc/>
    public Task<DateTime> StopExecutionAsync(string executionArn, string? error, string? cause, CallContext context) => RequestAsync(
        new JsonRequest("StopExecution").With("executionArn", executionArn).With("error", error).With("cause", cause),
        fields => fields.Date("stopDate") ?? throw new JsonException("stopDate is missing"),
        executionArn,
        context);

    private static Page<T> ToPage<T>(JsonElement fields, string list, Func<JsonElement, T> read) =>
        new(fields.List(list).Select(read).ToArray(), fields.Text("nextToken"));

    private MapRun ReadMapRun(JsonElement fields)
    {
        var run = MapRunMapping.ToMapRun(fields);
        run.DescribedDate = clock.GetUtcNow().UtcDateTime;
        return run;
    }

    private MapRunExecution ReadExecution(JsonElement fields)
    {
        var execution = ExecutionMapping.ToExecution(fields);
        execution.DescribedDate = clock.GetUtcNow().UtcDateTime;
        return execution;
    }

    // Off the caller's thread, which is the pipeline's: signing takes its time, and so may an object that has to hand out keys.
    private Task<T> RequestAsync<T>(JsonRequest request, Func<JsonElement, T> read, string subject, CallContext context) =>
        Task.Run(() => RequestNowAsync(request, read, subject, context), context.CancellationToken);

    private async Task<T> RequestNowAsync<T>(JsonRequest request, Func<JsonElement, T> read, string subject, CallContext context)
    {
        var client = _clients.Get(context.Region);
        var start = clock.GetTimestamp();
        JsonResponse? response = null;
        try
        {
            response = await client.SendAsync(request, clock, context.CancellationToken).ConfigureAwait(false);
            var result = response.Read(read);
            Log("answered", response.RequestId);
            log.Debug($"HTTP {(int)response.StatusCode}, {response.Body.Length} bytes.");
            return result;
        }
        catch (Exception e) when (!context.CancellationToken.IsCancellationRequested)
        {
            var failure = FailureTranslation.Translate(e, new FailedRequest
            {
                Operation = request.Operation,
                Resource = subject,
                Endpoint = client.Endpoint,
                Keys = client.Credentials.LastKeys,
                CanRenewKeys = client.Credentials.CanRenew,
                StatusCode = (int?)response?.StatusCode,
                ClockOffset = response?.ClockOffset,
                RequestId = response?.RequestId,
            });
            Log(failure.Kind.Id, failure.RequestId);
            throw failure;
        }

        void Log(string outcome, string? requestId) => log.Verbose(
            $"{request.Operation} {subject}: {outcome}, request id {requestId ?? "none"}, "
            + $"{(long)clock.GetElapsedTime(start).TotalMilliseconds} ms, attempt {context.Attempt}.");
    }
}
