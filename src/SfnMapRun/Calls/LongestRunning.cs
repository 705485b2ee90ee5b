using System.Runtime.CompilerServices;
using SfnMapRun.Model;

namespace SfnMapRun.Calls;

/// <summary>Picks the child executions out of a list that take or took longest, and holds no more of it than these.</summary>
internal static class LongestRunning
{
    /// <summary>So many of the list at most, the longest first; of equals, the one that comes first in it.</summary>
    /// <param name="children">The list, which is read to its end.</param>
    /// <param name="count">How many to pick, 1 or more.</param>
    /// <param name="cancellationToken">Ends the reading of the list.</param>
    public static async IAsyncEnumerable<MapRunExecution> LongestRunningAsync(
        this IAsyncEnumerable<MapRunExecution> children, int count, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // The shortest comes out first.
        var longest = new PriorityQueue<MapRunExecution, (double Seconds, long Order)>();
        // One that ends while lists of several statuses are read is in two of them.
        var held = new HashSet<string>(StringComparer.Ordinal);
        DateTime? asOf = null;
        var order = 0L;
        await foreach (var child in children.WithCancellation(cancellationToken))
        {
            if (child.ExecutionArn is { } arn && !held.Add(arn))
            {
                continue;
            }

            asOf ??= child.DescribedDate.ToUniversalTime();
            var priority = (SecondsOf(child, asOf.Value), --order);
            if (longest.Count < count)
            {
                longest.Enqueue(child, priority);
            }
            else
            {
                held.Remove(longest.EnqueueDequeue(child, priority).ExecutionArn ?? string.Empty);
            }
        }

        var picked = new Stack<MapRunExecution>(longest.Count);
        while (longest.TryDequeue(out var child, out _))
        {
            picked.Push(child);
        }

        foreach (var child in picked)
        {
            yield return child;
        }
    }

    // Those on a later page were seen later, and have not run longer for that.
    private static double SecondsOf(MapRunExecution child, DateTime asOf) =>
        child.DurationSeconds is not { } seconds ? -1
        : MapRunStatus.Is(child.Status, MapRunStatus.Running) ? seconds - (child.DescribedDate.ToUniversalTime() - asOf).TotalSeconds
        : seconds;
}
