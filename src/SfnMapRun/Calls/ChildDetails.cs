using System.Runtime.CompilerServices;
using SfnMapRun.Model;

namespace SfnMapRun.Calls;

/// <summary>Describes child executions that were listed: what only DescribeExecution tells, and the rest from the list.</summary>
internal static class ChildDetails
{
    /// <summary>
    /// Each child execution with its details, or an error in its place, in the order of the list. Where the payloads can't be had,
    /// an error about the Map Run says so once, and the child executions come without.
    /// Calls for those that nobody waits for any more end.
    /// </summary>
    /// <exception cref="StepFunctionsException">The list broke off, or no child execution can be described by this caller.</exception>
    public static async IAsyncEnumerable<Outcome<MapRunExecution>> DescribeEachAsync(
        this ExecutionDetails details,
        IAsyncEnumerable<MapRunExecution> children,
        StepFunctionsArn mapRun,
        int ahead,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var described = children.SelectSideBySideAsync(
            child => child.ExecutionArn!, child => DescribeAsync(details, child, end.Token), ahead, cancellationToken);
        try
        {
            await foreach (var outcome in described)
            {
                // One error, not one for each child.
                if (outcome.Error is { Kind.ConcernsEveryCall: true } error)
                {
                    throw error;
                }

                if (details.TakeRefusal() is { } refusal)
                {
                    yield return new Outcome<MapRunExecution>(mapRun.Text, null, refusal);
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
        ExecutionDetails details, MapRunExecution child, CancellationToken cancellationToken)
    {
        var described = await details.DescribeAsync(child.ExecutionArn!, cancellationToken);
        described.MapRunArn ??= child.MapRunArn;
        described.ItemCount ??= child.ItemCount;

        // Of one that runs, only the list tells these.
        described.RedriveCount ??= child.RedriveCount;
        described.RedriveDate ??= child.RedriveDate;
        return described;
    }
}
