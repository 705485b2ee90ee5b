using System.Runtime.CompilerServices;
using SfnMapRun.Model;

namespace SfnMapRun.Calls;

/// <summary>Describes child executions that were listed: what only DescribeExecution tells, and the rest from the list.</summary>
internal static class ChildDetails
{
    /// <summary>
    /// Each child execution with its details, or an error in its place, in the order of the list. Calls for those that nobody waits
    /// for any more end.
    /// </summary>
    /// <exception cref="StepFunctionsException">The list broke off, or no child execution can be described by this caller.</exception>
    public static async IAsyncEnumerable<Outcome<MapRunExecution>> DescribeEachAsync(
        this StepFunctionsCalls calls,
        IAsyncEnumerable<MapRunExecution> children,
        StepFunctionsArn mapRun,
        int ahead,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var details = children.SelectSideBySideAsync(
            child => child.ExecutionArn!, child => DescribeAsync(calls, child, mapRun, end.Token), ahead, cancellationToken);
        try
        {
            await foreach (var outcome in details)
            {
                // One error, not one for each child.
                if (outcome.Error is { Kind.ConcernsEveryCall: true } error)
                {
                    throw error;
                }

                yield return outcome;
            }
        }
        finally
        {
            end.Cancel();
        }
    }

    private static async Task<MapRunExecution> DescribeAsync(
        StepFunctionsCalls calls, MapRunExecution child, StepFunctionsArn mapRun, CancellationToken cancellationToken)
    {
        var described = await calls.DescribeExecutionAsync(child.ExecutionArn!, mapRun, cancellationToken);
        described.MapRunArn ??= child.MapRunArn;
        described.ItemCount ??= child.ItemCount;
        return described;
    }
}
