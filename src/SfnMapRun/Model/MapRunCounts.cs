using SfnMapRun.Model;

namespace SfnMapRun;

/// <summary>
/// The ten counts of a Map Run, of items or of child executions. A count the service left out is null, which is not the
/// same as zero.
/// </summary>
public abstract class MapRunCounts
{
    private protected MapRunCounts()
    {
    }

    /// <summary>Not started yet; after a failed or stopped Map Run, never started. API: <c>pending</c>.</summary>
    public long? Pending { get; set; }

    /// <summary>In progress. API: <c>running</c>.</summary>
    public long? Running { get; set; }

    /// <summary>Completed without failure. API: <c>succeeded</c>.</summary>
    public long? Succeeded { get; set; }

    /// <summary>Failed; goes back to zero with a redrive. API: <c>failed</c>.</summary>
    public long? Failed { get; set; }

    /// <summary>Ran into a time-out; the console adds these to the failed ones. API: <c>timedOut</c>.</summary>
    public long? TimedOut { get; set; }

    /// <summary>Stopped by a user or with the Map Run. API: <c>aborted</c>.</summary>
    public long? Aborted { get; set; }

    /// <summary>All of them; still grows while a running Map Run reads its input. API: <c>total</c>.</summary>
    public long? Total { get; set; }

    /// <summary>
    /// 0 while the Map Run is running, and all of <see cref="Total"/> once it has stopped, failed and never started ones included,
    /// with and without a ResultWriter. API: <c>resultsWritten</c>.
    /// </summary>
    public long? ResultsWritten { get; set; }

    /// <summary>
    /// Unsuccessful ones that a redrive can't start again; null where the service doesn't say. API: <c>failuresNotRedrivable</c>.
    /// </summary>
    public long? FailuresNotRedrivable { get; set; }

    /// <summary>Unsuccessful ones that wait for their redrive; null where the service doesn't say. API: <c>pendingRedrive</c>.</summary>
    public long? PendingRedrive { get; set; }

    /// <summary>The Map Run that these are the counts of; null where they were made by themselves.</summary>
    internal MapRun? Owner { get; set; }

    /// <summary>Failed and timed out: what is counted against the tolerated failures. Null when neither is known.</summary>
    internal long? Failures => Sum(Failed, TimedOut);

    /// <summary>Failed, timed out and aborted. Null when none is known.</summary>
    internal long? Unsuccessful => Sum(Failed, TimedOut, Aborted);

    /// <summary>Failed, timed out, aborted and never started: what a redrive is about. Null when none is known.</summary>
    internal long? Unfinished => Sum(Failed, TimedOut, Aborted, Pending);

    /// <summary>All that came to an end, well or not. Null when none is known.</summary>
    internal long? Finished => Sum(Succeeded, Failed, TimedOut, Aborted);

    /// <summary>One line with the counts that are known, for a table cell or a CSV field.</summary>
    public override string ToString() => string.Join(
        ' ', CountList.Names.Zip(CountList.Of(this)).Where(pair => pair.Second is not null).Select(pair => $"{pair.First}={pair.Second}"));

    private static long? Sum(params long?[] counts)
    {
        decimal? sum = null;
        foreach (var count in counts)
        {
            sum = count is { } known ? sum.GetValueOrDefault() + known : sum;
        }

        return sum is { } all ? Saturating.ToInt64(all) : null;
    }
}
