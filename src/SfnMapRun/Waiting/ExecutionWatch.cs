using SfnMapRun.Calls;
using SfnMapRun.Model;

namespace SfnMapRun.Waiting;

/// <summary>Looks at an execution whose Map Runs are waited for, those that have not begun yet included.</summary>
internal sealed class ExecutionWatch(StepFunctionsCalls calls, StepFunctionsArn execution)
{
    private readonly ExecutionDetails _details = new(calls, execution);

    /// <summary>
    /// Describes the execution, and lists its Map Runs then: in this order, as the list of one that has ended is complete. Why it
    /// failed is asked for at the end only, as a key may be needed for that.
    /// </summary>
    /// <exception cref="StepFunctionsException">It can't be looked at.</exception>
    public async Task<ExecutionLook> LookAsync(CancellationToken cancellationToken)
    {
        var look = new ExecutionLook(
            await calls.DescribeExecutionAsync(execution.Text, withPayload: false, execution, cancellationToken), [], Refusal: null);
        if (look.HasFailed)
        {
            var described = await _details.DescribeAsync(execution.Text, cancellationToken);
            look = look with { Execution = described, Refusal = _details.Refusal };
        }

        var mapRuns = new List<StepFunctionsArn>();
        await foreach (var item in calls.ListMapRunsAsync(execution, cancellationToken))
        {
            if (StepFunctionsArn.TryParse(item.MapRunArn, out var mapRun))
            {
                mapRuns.Add(mapRun);
            }
        }

        mapRuns.Reverse();
        return look with { MapRuns = mapRuns };
    }
}
