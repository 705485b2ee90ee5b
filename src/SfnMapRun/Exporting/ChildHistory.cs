using System.Runtime.CompilerServices;
using SfnMapRun.Calls;
using SfnMapRun.Model;
using SfnMapRun.Service;

namespace SfnMapRun.Exporting;

/// <summary>
/// When the child executions of a Map Run came to their end, from their own dates, and which of them have been running longest.
/// </summary>
internal sealed class ChildHistory
{
    // More than anyone reads.
    private const int MostStragglers = 10;

    private static readonly string[] Statuses =
        [MapRunStatus.Failed, MapRunStatus.TimedOut, MapRunStatus.Aborted, MapRunStatus.Running, MapRunStatus.Succeeded];

    private readonly List<ChildSeries> _series = [];
    private readonly List<double> _secondsOfSucceeded = [];
    private List<MapRunExecution> _running = [];

    /// <summary>What was read of each status that has child executions.</summary>
    public IReadOnlyList<ChildSeries> Series => _series;

    /// <summary>Those that run, the ones that have been running longest first.</summary>
    public IEnumerable<MapRunExecution> Stragglers => _running;

    /// <summary>Half of those that succeeded took no longer, in seconds; null where none was read. Redriven ones don't count.</summary>
    public double? MedianSeconds { get; private set; }

    /// <summary>Since when a child execution has been running: a redrive gives a standard one no new start date.</summary>
    public static DateTime? RunningSince(MapRunExecution child) => (child.RedriveDate ?? child.StartDate)?.ToUniversalTime();

    /// <summary>Reads the lists of child executions, one for each status; what passes through can be counted.</summary>
    /// <param name="calls">Makes the calls.</param>
    /// <param name="mapRun">The Map Run.</param>
    /// <param name="counts">How many there are; null where that is not known.</param>
    /// <param name="most">How many to read altogether, the latest first.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="StepFunctionsException">The lists break off; what was read until then stays.</exception>
    public async IAsyncEnumerable<MapRunExecution> ReadAsync(
        StepFunctionsCalls calls,
        StepFunctionsArn mapRun,
        MapRunExecutionCounts? counts,
        int most,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long?[] totals = [counts?.Failed, counts?.TimedOut, counts?.Aborted, counts?.Running, counts?.Succeeded];
        _series.AddRange(Statuses.Zip(totals, (status, total) => new ChildSeries(status, total)).Where(series => series.Total != 0));
        var share = FairShare.Of(_series.Select(series => series.Total), most);
        foreach (var series in _series)
        {
            await foreach (var child in calls.ListExecutionsAsync(mapRun, new ExecutionFilter(series.Status), cancellationToken))
            {
                series.Add(child);
                Keep(child, series.Status);
                yield return child;

                // Does not ask for more once it has enough: the next item may cost a call for a page.
                if (series.Read == share)
                {
                    break;
                }
            }

            series.IsComplete = series.Read < share || series.Total <= share;
        }
    }

    /// <summary>Sums up what was read, however far that went.</summary>
    public void Finish()
    {
        _running = [.. _running.OrderBy(RunningSince).Take(MostStragglers)];
        _secondsOfSucceeded.Sort();
        MedianSeconds = _secondsOfSucceeded.Count == 0 ? null : _secondsOfSucceeded[(_secondsOfSucceeded.Count - 1) / 2];
    }

    private void Keep(MapRunExecution child, string status)
    {
        if (status == MapRunStatus.Running)
        {
            _running.Add(child);
        }
        else if (status == MapRunStatus.Succeeded && child is { RedriveCount: null or 0, DurationSeconds: { } seconds })
        {
            _secondsOfSucceeded.Add(seconds);
        }
    }
}
