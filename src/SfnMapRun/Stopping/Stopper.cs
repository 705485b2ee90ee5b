using System.Runtime.CompilerServices;
using SfnMapRun.Calls;
using SfnMapRun.Errors;
using SfnMapRun.Formatting;
using SfnMapRun.Model;
using SfnMapRun.Reporting;
using SfnMapRun.Waiting;

namespace SfnMapRun.Stopping;

/// <summary>
/// Stops Map Runs through their parent executions: first a plan, which says what would be stopped, then, if that is what the user
/// wants, the stop, and in the end the wait for them. One stop of an execution stops all of its Map Runs.
/// </summary>
/// <param name="error">An error code for the executions; null for none.</param>
/// <param name="cause">A cause for the executions; null for none.</param>
/// <param name="clock">Tells the time between two polls.</param>
internal sealed class Stopper(string? error, string? cause, TimeProvider clock)
{
    private static readonly TimeSpan BetweenPolls = TimeSpan.FromSeconds(2);

    // The executions that were stopped, and when.
    private readonly Dictionary<string, DateTime> _stopped = new(StringComparer.Ordinal);

    // The Map Runs of executions that were running when first looked at; null where that can't be told.
    private readonly Dictionary<string, IReadOnlyList<string?>?> _running = new(StringComparer.Ordinal);
    private readonly MapRunWaiter _waiter = new(clock, BetweenPolls, timeout: null);

    /// <summary>Checks whether a Map Run is running, and looks at what else its execution is doing.</summary>
    /// <exception cref="StepFunctionsException">It is not running, or that can't be told.</exception>
    public async Task<StopPlan> PlanAsync(StepFunctionsCalls calls, StepFunctionsArn mapRun, CancellationToken cancellationToken)
    {
        var run = await calls.DescribeMapRunAsync(mapRun, cancellationToken);
        if (run.ExecutionArn is not { } executionArn)
        {
            throw new StepFunctionsException(FailureKind.InvalidResponse, $"The description of {run.MapRunArn} names no execution.");
        }

        var plan = new StopPlan(calls, mapRun, run, executionArn);
        if (_stopped.TryGetValue(executionArn, out var stoppedAt))
        {
            StopCheck.CheckSibling(run, stoppedAt);
            return plan with { IsStopped = true };
        }

        StopCheck.Check(run);
        if (!_running.TryGetValue(executionArn, out var running))
        {
            _running[executionArn] = running = await FindRunningAsync(calls, executionArn, cancellationToken);
        }

        return plan with { Others = running?.Count(arn => arn != run.MapRunArn) };
    }

    /// <summary>Carries a plan out.</summary>
    /// <exception cref="StepFunctionsException">The stop failed.</exception>
    public async IAsyncEnumerable<Output> RunAsync(StopPlan plan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!plan.IsStopped)
        {
            var stoppedAt = await plan.Calls.StopExecutionAsync(plan.ExecutionArn, error, cause, plan.Arn, cancellationToken);
            _stopped[plan.ExecutionArn] = stoppedAt;
            yield return new Output.Verbose($"{plan.ExecutionArn} was stopped at {CellFormat.ExactDate(stoppedAt.ToLocalTime())}.");
        }

        _waiter.Add(plan.Calls, plan.Arn);
    }

    /// <summary>The Map Runs, each once it has stopped: one with express child executions waits for them.</summary>
    /// <param name="calls">Counts the calls of the command.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IAsyncEnumerable<Output> FinishAsync(CallCounts calls, CancellationToken cancellationToken) =>
        new WaitReport(_waiter, new WaitSettings(Timeout: null, ErrorOnFailure: false, Heartbeat: false), calls, clock)
            .RunAsync(cancellationToken);

    // For the words of a question: whoever may not know it can be asked all the same.
    private static async Task<IReadOnlyList<string?>?> FindRunningAsync(
        StepFunctionsCalls calls, string executionArn, CancellationToken cancellationToken)
    {
        if (!StepFunctionsArn.TryParse(executionArn, out var execution))
        {
            return null;
        }

        try
        {
            var running = new List<string?>();
            await foreach (var item in calls.ListMapRunsAsync(execution, cancellationToken))
            {
                if (item.StopDate is null)
                {
                    running.Add(item.MapRunArn);
                }
            }

            return running;
        }
        catch (StepFunctionsException)
        {
            return null;
        }
    }
}
