using System.Diagnostics;
using System.Text.Json;
using SfnMapRun.Aws.Credentials;
using SfnMapRun.Aws.StepFunctions;
using SfnMapRun.MapRuns;
using SfnMapRun.Service;

namespace SfnMapRun.Aws;

/// <summary>Step Functions with one command's credentials. Clients are shared by all commands.</summary>
internal sealed class StepFunctionsSession(ConnectionSettings settings, ResolvedCredentials credentials, CommandLog log) : IStepFunctions
{
    // As many as fit into a page, so that a list takes few of the calls that its quota allows.
    private const long PageSize = 1000;
    private readonly RegionClients _clients = new(settings, credentials, log);

    /// <inheritdoc/>
    public int MaxAttempts => _clients.MaxAttempts;

    /// <inheritdoc/>
    public Task<MapRun> DescribeMapRunAsync(string mapRunArn, string region, int attempt, CancellationToken cancellationToken) =>
        CallAsync(new JsonRequest("DescribeMapRun").With("mapRunArn", mapRunArn), MapRunMapping.ToMapRun, new Call(mapRunArn, region, attempt), cancellationToken);

    /// <inheritdoc/>
    public Task<Page<MapRunListItem>> ListMapRunsAsync(string executionArn, string? pageToken, string region, int attempt, CancellationToken cancellationToken) =>
        CallAsync(
            new JsonRequest("ListMapRuns").With("executionArn", executionArn).With("maxResults", PageSize).With("nextToken", pageToken),
            fields => ToPage(fields, "mapRuns", ExecutionMapping.ToMapRunListItem),
            new Call(executionArn, region, attempt),
            cancellationToken);

    /// <inheritdoc/>
    public Task<Page<MapRunExecution>> ListExecutionsAsync(
        string mapRunArn, string? status, string? redriveFilter, string? pageToken, string region, int attempt, CancellationToken cancellationToken) =>
        CallAsync(
            new JsonRequest("ListExecutions").With("mapRunArn", mapRunArn).With("statusFilter", status).With("redriveFilter", redriveFilter)
                .With("maxResults", PageSize).With("nextToken", pageToken),
            fields => ToPage(fields, "executions", ExecutionMapping.ToExecution),
            new Call(mapRunArn, region, attempt),
            cancellationToken);

    /// <inheritdoc/>
    public Task<MapRunExecution> DescribeExecutionAsync(string executionArn, string region, int attempt, CancellationToken cancellationToken) =>
        CallAsync(new JsonRequest("DescribeExecution").With("executionArn", executionArn), ExecutionMapping.ToExecution, new Call(executionArn, region, attempt), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> UpdateMapRunAsync(string mapRunArn, MapRunSettings settings, string region, int attempt, CancellationToken cancellationToken) =>
        CallAsync(
            new JsonRequest("UpdateMapRun").With("mapRunArn", mapRunArn).With("maxConcurrency", settings.MaxConcurrency)
                .With("toleratedFailurePercentage", settings.ToleratedFailurePercentage).With("toleratedFailureCount", settings.ToleratedFailureCount),
            _ => true,
            new Call(mapRunArn, region, attempt),
            cancellationToken);

    /// <inheritdoc/>
    public Task<DateTime> RedriveExecutionAsync(string executionArn, string clientToken, string region, int attempt, CancellationToken cancellationToken) =>
        CallAsync(
            new JsonRequest("RedriveExecution").With("executionArn", executionArn).With("clientToken", clientToken),
            fields => fields.Date("redriveDate") ?? throw new JsonException("redriveDate is missing"),
            new Call(executionArn, region, attempt),
            cancellationToken);

    private static Page<T> ToPage<T>(JsonElement fields, string list, Func<JsonElement, T> read) =>
        new(fields.List(list).Select(read).ToArray(), fields.Text("nextToken"));

    private async Task<T> CallAsync<T>(JsonRequest request, Func<JsonElement, T> read, Call call, CancellationToken cancellationToken)
    {
        var client = _clients.Get(call.Region);
        var watch = Stopwatch.StartNew();
        JsonAnswer? answer = null;
        try
        {
            answer = await client.CallAsync(request, cancellationToken).ConfigureAwait(false);
            var result = answer.Read(read);
            LogCall(request.Operation, call, "answered", answer.RequestId, watch);
            log.Debug($"HTTP {(int)answer.StatusCode}, {answer.Body.Length} bytes.");
            return result;
        }
        catch (Exception e) when (FailureTranslation.Covers(e) && !cancellationToken.IsCancellationRequested)
        {
            var failure = FailureTranslation.Translate(e, answer, client, request.Operation, call.Subject);
            LogCall(request.Operation, call, failure.Kind.ToString(), failure.RequestId, watch);
            throw failure;
        }
    }

    private void LogCall(string operation, Call call, string outcome, string? requestId, Stopwatch watch) =>
        log.Verbose($"{operation} {call.Subject}: {outcome}, request id {requestId ?? "none"}, {watch.ElapsedMilliseconds} ms, attempt {call.Attempt}.");

    /// <summary>What a call is about, and where it goes.</summary>
    private readonly record struct Call(string Subject, string Region, int Attempt);
}
