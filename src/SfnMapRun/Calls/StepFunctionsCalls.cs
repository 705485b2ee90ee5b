using System.Runtime.CompilerServices;
using SfnMapRun.Errors;
using SfnMapRun.Model;
using SfnMapRun.Service;

namespace SfnMapRun.Calls;

/// <summary>
/// The operations of Step Functions as a command uses them: each call is made when its quota allows, and retried where that may
/// help. All throw a <see cref="StepFunctionsException"/> that says why a call failed.
/// </summary>
/// <param name="stepFunctions">Makes the requests.</param>
/// <param name="region">The Region to call, instead of the one that each ARN names; null for the ARN's own.</param>
/// <param name="runner">Makes all calls of the command.</param>
internal sealed class StepFunctionsCalls(IStepFunctions stepFunctions, string? region, CallRunner runner)
{
    /// <summary>How often a call that changes nothing is tried where the user has set nothing: it can be repeated safely.</summary>
    public const int ReadAttempts = 5;

    /// <summary>How often a call that changes something is tried where the user has set nothing: as the AWS SDKs do.</summary>
    public const int WriteAttempts = 3;

    private readonly int _readAttempts = stepFunctions.MaxAttempts ?? ReadAttempts;
    private readonly int _writeAttempts = stepFunctions.MaxAttempts ?? WriteAttempts;

    /// <summary>Describes a Map Run. Calls for the same one that are under way together are one.</summary>
    public Task<MapRun> DescribeMapRunAsync(StepFunctionsArn mapRun, CancellationToken cancellationToken)
    {
        var quota = QuotaOf("DescribeMapRun", mapRun);
        return runner.RunAsync(
            (stepFunctions, quota, mapRun.Text),
            quota,
            _readAttempts,
            attempt => stepFunctions.DescribeMapRunAsync(mapRun.Text, Context(mapRun, attempt, cancellationToken)),
            cancellationToken);
    }

    /// <summary>Describes an execution, a child or a parent. Calls for the same one that are under way together are one.</summary>
    /// <param name="executionArn">Its ARN, as the service gave it.</param>
    /// <param name="withPayload">Whether to ask for input, output, error and cause, for which a key may be needed.</param>
    /// <param name="mapRun">A Map Run of the same account and Region.</param>
    /// <param name="cancellationToken">Ends the call, and the waiting for it.</param>
    public Task<MapRunExecution> DescribeExecutionAsync(
        string executionArn, bool withPayload, StepFunctionsArn mapRun, CancellationToken cancellationToken)
    {
        var quota = QuotaOf("DescribeExecution", mapRun);
        return runner.RunAsync(
            (stepFunctions, quota, executionArn, withPayload),
            quota,
            _readAttempts,
            attempt => stepFunctions.DescribeExecutionAsync(executionArn, withPayload, Context(mapRun, attempt, cancellationToken)),
            cancellationToken);
    }

    /// <summary>
    /// What happened in the parent execution of a Map Run, the newest first; a page is asked for when its first event is.
    /// </summary>
    public IAsyncEnumerable<ExecutionEvent> GetExecutionHistoryAsync(
        string executionArn, StepFunctionsArn mapRun, CancellationToken cancellationToken) =>
        PagesAsync(
            "GetExecutionHistory",
            mapRun,
            (token, context) => stepFunctions.GetExecutionHistoryAsync(executionArn, token, context),
            cancellationToken);

    /// <summary>The Map Runs that an execution started, the newest first; a page is asked for when its first item is.</summary>
    public IAsyncEnumerable<MapRunListItem> ListMapRunsAsync(StepFunctionsArn execution, CancellationToken cancellationToken) =>
        PagesAsync(
            "ListMapRuns",
            execution,
            (token, context) => stepFunctions.ListMapRunsAsync(execution.Text, token, context),
            cancellationToken);

    /// <summary>
    /// The child executions of a Map Run, the newest first, without their details; a page is asked for when its first item is.
    /// </summary>
    public IAsyncEnumerable<MapRunExecution> ListExecutionsAsync(
        StepFunctionsArn mapRun, ExecutionFilter filter, CancellationToken cancellationToken) =>
        PagesAsync(
            "ListExecutions",
            mapRun,
            (token, context) => stepFunctions.ListExecutionsAsync(mapRun.Text, filter, token, context),
            cancellationToken);

    /// <summary>The same for several filters, one list after the other.</summary>
    public async IAsyncEnumerable<MapRunExecution> ListExecutionsAsync(
        StepFunctionsArn mapRun, IReadOnlyList<ExecutionFilter> filters, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var filter in filters)
        {
            await foreach (var child in ListExecutionsAsync(mapRun, filter, cancellationToken))
            {
                yield return child;
            }
        }
    }

    /// <summary>
    /// The executions of a state machine, the newest first; a page is asked for when its first item is. Null for the status lists
    /// all.
    /// </summary>
    public IAsyncEnumerable<MapRunExecution> ListParentExecutionsAsync(
        StepFunctionsArn stateMachine, string? status, CancellationToken cancellationToken) =>
        PagesAsync(
            "ListExecutions",
            stateMachine,
            (token, context) => stepFunctions.ListParentExecutionsAsync(stateMachine.Text, status, token, context),
            cancellationToken);

    /// <summary>Changes the settings of a Map Run that is running; null leaves one as it is.</summary>
    public Task UpdateMapRunAsync(StepFunctionsArn mapRun, MapRunSettings settings, CancellationToken cancellationToken) =>
        runner.RunAsync(
            key: null,
            QuotaOf("UpdateMapRun", mapRun),
            _writeAttempts,
            async attempt =>
            {
                await stepFunctions.UpdateMapRunAsync(mapRun.Text, settings, Context(mapRun, attempt, cancellationToken));
                return true;
            },
            cancellationToken);

    /// <summary>Redrives the parent execution of a Map Run. With the same token only once, so that each attempt may use it.</summary>
    /// <returns>When it was redriven.</returns>
    public Task<DateTime> RedriveExecutionAsync(
        string executionArn, string clientToken, StepFunctionsArn mapRun, CancellationToken cancellationToken) =>
        runner.RunAsync(
            key: null,
            QuotaOf("RedriveExecution", mapRun),
            _writeAttempts,
            attempt => stepFunctions.RedriveExecutionAsync(executionArn, clientToken, Context(mapRun, attempt, cancellationToken)),
            cancellationToken);

    /// <summary>Stops the parent execution of a Map Run. However often that is tried, it is stopped once.</summary>
    /// <returns>When it was stopped.</returns>
    public Task<DateTime> StopExecutionAsync(
        string executionArn, string? error, string? cause, StepFunctionsArn mapRun, CancellationToken cancellationToken) =>
        runner.RunAsync(
            key: null,
            QuotaOf("StopExecution", mapRun),
            _writeAttempts,
            attempt => stepFunctions.StopExecutionAsync(executionArn, error, cause, Context(mapRun, attempt, cancellationToken)),
            cancellationToken);

    /// <summary>Whose quota a call about an ARN uses.</summary>
    public CallQuota QuotaOf(string operation, StepFunctionsArn arn) => new(operation, region ?? arn.Region, arn.AccountId);

    private CallContext Context(StepFunctionsArn arn, int attempt, CancellationToken cancellationToken) =>
        new(region ?? arn.Region, attempt, cancellationToken);

    private async IAsyncEnumerable<T> PagesAsync<T>(
        string operation,
        StepFunctionsArn arn,
        Func<string?, CallContext, Task<Page<T>>> ask,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            var asked = token;
            var page = await runner.RunAsync(
                key: null,
                QuotaOf(operation, arn),
                _readAttempts,
                attempt => ask(asked, Context(arn, attempt, cancellationToken)),
                cancellationToken);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            token = page.NextToken;
            if (!string.IsNullOrEmpty(token) && !seen.Add(token))
            {
                throw new StepFunctionsException(
                    FailureKind.InvalidResponse, $"The list of {operation} goes round in circles: a page token came again.")
                {
                    Operation = operation,
                    Resource = arn.Text,
                };
            }
        }
        while (!string.IsNullOrEmpty(token));
    }
}
