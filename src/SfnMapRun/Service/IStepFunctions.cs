using SfnMapRun.MapRuns;

namespace SfnMapRun.Service;

/// <summary>
/// Step Functions, as far as this module needs it: each operation is a single request. Everything that touches AWS is behind
/// it. The Region is the one to call; the attempt, from 1, is for the log. All throw a
/// <see cref="StepFunctionsException"/> that says why the call failed.
/// </summary>
internal interface IStepFunctions
{
    /// <summary>How often a call may be tried, as the user configured it for all AWS tools; the calls here try once.</summary>
    int MaxAttempts { get; }

    /// <summary>Describes one Map Run.</summary>
    Task<MapRun> DescribeMapRunAsync(string mapRunArn, string region, int attempt, CancellationToken cancellationToken);

    /// <summary>Lists a page of the Map Runs that an execution started; without a token the first one.</summary>
    Task<Page<MapRunListItem>> ListMapRunsAsync(string executionArn, string? pageToken, string region, int attempt, CancellationToken cancellationToken);

    /// <summary>Lists a page of a Map Run's child executions; a filter that is null lets all through.</summary>
    Task<Page<MapRunExecution>> ListExecutionsAsync(
        string mapRunArn, string? status, string? redriveFilter, string? pageToken, string region, int attempt, CancellationToken cancellationToken);

    /// <summary>Describes an execution, a child or a parent, without its item count, which only the list tells.</summary>
    Task<MapRunExecution> DescribeExecutionAsync(string executionArn, string region, int attempt, CancellationToken cancellationToken);

    /// <summary>Changes the settings of a Map Run that is running; null leaves one as it is.</summary>
    /// <returns>Nothing of use: the service only says that it was done.</returns>
    Task<bool> UpdateMapRunAsync(
        string mapRunArn, MapRunSettings settings, string region, int attempt, CancellationToken cancellationToken);

    /// <summary>Redrives an execution, and with it its Map Runs. With the same token once only. Returns when it was redriven.</summary>
    Task<DateTime> RedriveExecutionAsync(string executionArn, string clientToken, string region, int attempt, CancellationToken cancellationToken);
}
