using SfnMapRun.Calls;
using SfnMapRun.Model;

namespace SfnMapRun.Failures;

/// <summary>
/// What a Map Run itself failed of, whatever its child executions did: a role that may not start them, a result writer that can't
/// write. DescribeMapRun does not tell; the parent execution does, or its history where it went on after the failure.
/// </summary>
/// <param name="calls">Makes the calls.</param>
/// <param name="details">Describes the parent execution.</param>
internal sealed class MapRunError(StepFunctionsCalls calls, ExecutionDetails details)
{
    /// <summary>The error of a Map Run whose child executions failed, and no more than that.</summary>
    public const string ThresholdExceeded = "States.ExceedToleratedFailureThreshold";

    // Ten pages. The failure is among the last events, unless the execution went on for long after it.
    private const int MostEvents = 1000;

    /// <summary>
    /// What the Map Run failed of, as one of its failures; where that is only that its execution stopped, without an error. Null
    /// where nothing is known.
    /// </summary>
    /// <exception cref="StepFunctionsException">The parent execution can't be asked.</exception>
    public async Task<MapRunFailure?> FindAsync(
        MapRun run, string executionArn, StepFunctionsArn mapRun, CancellationToken cancellationToken)
    {
        var parent = await details.DescribeAsync(executionArn, cancellationToken);
        var hasFailed = parent.StopDate is not null && !MapRunStatus.Is(parent.Status, MapRunStatus.Succeeded);
        if ((hasFailed && parent.Error == ThresholdExceeded) || MapRunStatus.Is(run.Status, MapRunStatus.Aborted))
        {
            return hasFailed ? FailureOf(run, executionArn, parent.Error, parent.Cause, parent.StopDate) : null;
        }

        // The execution may have caught the failure, and succeeded or failed of something else later.
        try
        {
            if (await FindEventAsync(run, executionArn, mapRun, cancellationToken) is { } failed)
            {
                return FailureOf(run, executionArn, failed.Error, failed.Cause, failed.Date);
            }
        }
        catch (StepFunctionsException e) when (e.Kind.ConcernsPayload)
        {
            details.Refuse(e);
        }
        catch (StepFunctionsException) when (hasFailed)
        {
            // What the execution says is the next best.
        }

        return hasFailed ? FailureOf(run, executionArn, parent.Error, parent.Cause, parent.StopDate) : null;
    }

    // A failure names no Map Run: it follows on the event that started or redrove it.
    private async Task<ExecutionEvent?> FindEventAsync(
        MapRun run, string executionArn, StepFunctionsArn mapRun, CancellationToken cancellationToken)
    {
        var failures = new Dictionary<long, ExecutionEvent>();
        var count = 0;
        await foreach (var happened in calls.GetExecutionHistoryAsync(executionArn, mapRun, cancellationToken))
        {
            var follows = failures.Remove(happened.Id, out var failure) ? failure : null;
            if (happened.MapRunArn == run.MapRunArn && (follows is not null || happened.Type == "MapRunStarted"))
            {
                return follows;
            }

            if ((happened.Type == "MapRunFailed" ? happened : follows) is { } open
                && happened is { MapRunArn: null, PreviousId: { } previous })
            {
                failures[previous] = open;
            }

            if (++count == MostEvents)
            {
                break;
            }
        }

        return null;
    }

    private static MapRunFailure FailureOf(MapRun run, string executionArn, string? error, string? cause, DateTime? date) => new()
    {
        MapRunArn = run.MapRunArn,
        Scope = FailureScope.MapRun,
        Status = run.Status,
        Error = error,
        CauseShape = CauseShape.Of(cause) is { Length: > 0 } shape ? shape : null,
        SampleExecutionArn = executionArn,
        SampleCause = cause,
        FirstSeen = date,
        LastSeen = date,
    };
}
