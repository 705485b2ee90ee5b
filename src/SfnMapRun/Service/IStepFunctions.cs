using SfnMapRun.Model;

namespace SfnMapRun.Service;

/// <summary>
/// Step Functions, as far as this module needs it: each operation is a single request. Everything that touches AWS is behind
/// it. Each returns at once and does its work off the caller's thread, and throws a <see cref="StepFunctionsException"/> that
/// says why the request failed.
/// </summary>
internal interface IStepFunctions
{
    /// <summary>
    /// How often a call may be tried, as the user configured it for all AWS tools, at least 1; null where nothing is configured.
    /// The requests here are made once.
    /// </summary>
    int? MaxAttempts { get; }

    /// <summary>Describes one Map Run.</summary>
    Task<MapRun> DescribeMapRunAsync(string mapRunArn, CallContext context);

    /// <summary>Lists a page of the Map Runs that an execution started; without a token the first one.</summary>
    Task<Page<MapRunListItem>> ListMapRunsAsync(string executionArn, string? pageToken, CallContext context);

    /// <summary>Lists a page of a Map Run's child executions; without a token the first one.</summary>
    Task<Page<MapRunExecution>> ListExecutionsAsync(string mapRunArn, ExecutionFilter filter, string? pageToken, CallContext context);

    /// <summary>Lists a page of a state machine's executions, the newest first; without a token the first one.</summary>
    /// <param name="stateMachineArn">The ARN of the state machine, or of a version or an alias of it.</param>
    /// <param name="status">Only those of this status; null for all.</param>
    /// <param name="pageToken">What asks for the page.</param>
    /// <param name="context">The circumstances of the request.</param>
    Task<Page<MapRunExecution>> ListParentExecutionsAsync(string stateMachineArn, string? status, string? pageToken, CallContext context);

    /// <summary>Describes an execution, a child or a parent, without its item count, which only the list tells.</summary>
    /// <param name="executionArn">Its ARN.</param>
    /// <param name="withPayload">
    /// Whether to ask for input, output, error and cause, which a customer-managed key may protect; without them no key is needed.
    /// </param>
    /// <param name="context">The circumstances of the request.</param>
    Task<MapRunExecution> DescribeExecutionAsync(string executionArn, bool withPayload, CallContext context);

    /// <summary>Lists a page of what happened in a parent execution, the newest first; without a token the first page.</summary>
    Task<Page<ExecutionEvent>> GetExecutionHistoryAsync(string executionArn, string? pageToken, CallContext context);

    /// <summary>Changes the settings of a Map Run that is running; null leaves one as it is.</summary>
    Task UpdateMapRunAsync(string mapRunArn, MapRunSettings settings, CallContext context);

    /// <summary>Redrives an execution, and with it its Map Runs; with the same token only once.</summary>
    /// <returns>When it was redriven.</returns>
    Task<DateTime> RedriveExecutionAsync(string executionArn, string clientToken, CallContext context);

    /// <summary>Stops an execution, and with it its Map Runs; one that has ended stays as it is.</summary>
    /// <param name="executionArn">Its ARN.</param>
    /// <param name="error">An error code for it, up to 256 characters; null for none.</param>
    /// <param name="cause">A cause for it, up to 32,768 characters; null for none.</param>
    /// <param name="context">The circumstances of the request.</param>
    /// <returns>When it was stopped.</returns>
    Task<DateTime> StopExecutionAsync(string executionArn, string? error, string? cause, CallContext context);
}
