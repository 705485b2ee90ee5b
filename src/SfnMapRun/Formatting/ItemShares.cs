namespace SfnMapRun.Formatting;

/// <summary>
/// The items of a Map Run in the five states that a bar shows, from done to not begun. What is not known is 0, and what the counts
/// leave out of the total has not started.
/// </summary>
/// <param name="Succeeded">Completed without failure.</param>
/// <param name="Failed">Failed or timed out.</param>
/// <param name="Aborted">Stopped by a user or with the Map Run.</param>
/// <param name="Running">In progress.</param>
/// <param name="NotStarted">Waiting; after a failed or stopped Map Run, never started.</param>
internal sealed record ItemShares(decimal Succeeded, decimal Failed, decimal Aborted, decimal Running, decimal NotStarted)
{
    /// <summary>All of them, at least as many as the total.</summary>
    public decimal Sum => Succeeded + Failed + Aborted + Running + NotStarted;

    /// <summary>The items of a Map Run; null where none are known.</summary>
    public static ItemShares? Of(MapRun run)
    {
        if (run.ItemCounts is not { Total: > 0 and var total } counts)
        {
            return null;
        }

        var (succeeded, failed, timedOut) = (Known(counts.Succeeded), Known(counts.Failed), Known(counts.TimedOut));
        var (aborted, running) = (Known(counts.Aborted), Known(counts.Running));
        var rest = Math.Max(0, total - succeeded - failed - timedOut - aborted - running);
        return new ItemShares(succeeded, failed + timedOut, aborted, running, rest);
    }

    private static decimal Known(long? count) => Math.Max(0, count.GetValueOrDefault());
}
