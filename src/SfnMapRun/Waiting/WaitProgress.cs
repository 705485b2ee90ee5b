using SfnMapRun.Formatting;
using SfnMapRun.Model;
using SfnMapRun.Reporting;

namespace SfnMapRun.Waiting;

/// <summary>
/// The progress bars of a wait: one for each Map Run, as many as a screen has room for, and one over all where there are several.
/// An execution has a bar while none of its Map Runs runs.
/// </summary>
/// <param name="arns">The Map Runs and the executions that are waited for.</param>
internal sealed class WaitProgress(IReadOnlyList<string> arns)
{
    private const int MostBars = 8;
    private const int Overall = 0;

    private const int CountWidth = 6;

    // PowerShell cuts what stands before a bar at half the screen: this fits at 80 columns, below the bar over all.
    private const int ActivityWidth = 36;

    private readonly Dictionary<string, int> _bars = new(StringComparer.Ordinal);
    private readonly SortedSet<int> _free = new(Enumerable.Range(1, MostBars));
    private readonly Dictionary<string, MapRun> _seen = new(StringComparer.Ordinal);

    // Until it has a Map Run, an execution counts like one; then its first takes its place.
    private readonly HashSet<string> _withMapRuns = new(StringComparer.Ordinal);
    private int _count = arns.Count;
    private int _executions;
    private int _ended;
    private int _succeeded;

    private bool AreMany => _count > 1;

    /// <summary>How many are waited for still.</summary>
    private int Open => _count - _ended;

    /// <summary>The bar of a Map Run that still runs, if there is room for it, and the one over all.</summary>
    public IEnumerable<Output> Show(WaitEvent.Polled polled)
    {
        _seen[polled.Arn] = polled.MapRun;
        return Bar(polled.Arn, WaitText.Short(polled.MapRun, polled.ItemsPerSecond), polled.Left);
    }

    /// <summary>The bar of a Map Run or an execution of which nothing can be seen just now.</summary>
    public IEnumerable<Output> ShowUnseen(string arn, string status) => Bar(arn, status, left: null);

    /// <summary>A bar for a wait that has seen nothing yet.</summary>
    public IEnumerable<Output> ShowNothingSeen(string status) => AreMany ? [OverallBar(status)] : ShowUnseen(arns[0], status);

    /// <summary>The bar of an execution, for as long as it has no Map Run that runs.</summary>
    public IEnumerable<Output> Show(WaitEvent.ExecutionPolled polled) =>
        polled.OpenMapRuns == 0 ? Bar(polled.Arn, WaitText.Short(polled.Look.MapRuns.Count), left: null) : [];

    /// <summary>Takes the bar of an execution away of which a Map Run has begun: that one's bar follows.</summary>
    public IEnumerable<Output> Begin(WaitEvent.Began began)
    {
        if (_withMapRuns.Add(began.ExecutionArn))
        {
            _executions++;
        }
        else
        {
            _count++;
        }

        return TakeAway(began.ExecutionArn);
    }

    /// <summary>Takes the bar of one away that is no longer waited for.</summary>
    /// <param name="arn">Its ARN.</param>
    /// <param name="stopped">The Map Run, if it is one and has stopped.</param>
    public IEnumerable<Output> End(string arn, MapRun? stopped = null)
    {
        if (stopped is not null)
        {
            _seen[arn] = stopped;
        }

        return End(arn, hasSucceeded: MapRunStatus.Is(stopped?.Status, MapRunStatus.Succeeded));
    }

    /// <summary>Takes the bar of one away that is no longer waited for.</summary>
    /// <param name="arn">Its ARN.</param>
    /// <param name="hasSucceeded">Whether it has stopped with success.</param>
    public IEnumerable<Output> End(string arn, bool hasSucceeded)
    {
        if (_withMapRuns.Contains(arn))
        {
            _executions--;
        }
        else
        {
            _ended++;
            _succeeded += hasSucceeded ? 1 : 0;
        }

        return TakeAway(arn).Concat(ShowOverall());
    }

    /// <summary>How all are getting on, where there are several.</summary>
    public IEnumerable<Output> ShowOverall() => AreMany ? [OverallBar(Summary()!)] : [];

    /// <summary>How all are getting on, in a line; null where there is but one.</summary>
    public string? Summary() => AreMany ? string.Join(", ", SummaryParts()) : null;

    private static string ActivityOf(string arn) => ArnName.OneLine(arn, ActivityWidth);

    private IEnumerable<Output> TakeAway(string arn)
    {
        if (_bars.Remove(arn, out var bar))
        {
            _free.Add(bar);
            yield return new Output.Progress(bar, ActivityOf(arn), "Done") { IsCompleted = true };
        }
    }

    private IEnumerable<Output> Bar(string arn, string status, TimeSpan? left)
    {
        if (!_bars.TryGetValue(arn, out var bar) && _free.Count > 0)
        {
            _bars[arn] = bar = _free.Min;
            _free.Remove(bar);
        }

        if (bar > 0)
        {
            yield return new Output.Progress(bar, ActivityOf(arn), status)
            {
                Parent = AreMany ? Overall : null,

                // One that runs is never shown as complete: its total may still grow.
                Percent = _seen.GetValueOrDefault(arn)?.FinishedPercentage is { } percentage ? Math.Min(99, (int)percentage) : null,
                Left = left,
            };
        }

        foreach (var output in ShowOverall())
        {
            yield return output;
        }
    }

    private Output.Progress OverallBar(string status) => new(Overall, "Waiting for Map Runs", status)
    {
        Percent = 100 * _ended / _count,
        IsCompleted = Open + _executions == 0,
    };

    // What matters first: at 80 columns the end is cut.
    private IEnumerable<string> SummaryParts()
    {
        yield return $"{_ended} of {_count} stopped{Unsuccessful()}";
        if (Sum(items => items.Total) is { } total and not "0")
        {
            yield return $"{Sum(items => items.Finished)}/{total} items";
            yield return $"{Sum(items => items.Failures)} failed";
        }

        if (Open > MostBars)
        {
            yield return $"{Open - MostBars} without a bar";
        }
    }

    private string? Unsuccessful() => _ended > _succeeded ? $" ({_ended - _succeeded} without success)" : null;

    // In decimals, which no sum of counts can overflow.
    private string Sum(Func<MapRunItemCounts, long?> count)
    {
        var sum = _seen.Values.Sum(run => run.ItemCounts is { } items ? (decimal?)count(items) : null) ?? 0;
        return CellFormat.Count((long)Math.Min(sum, long.MaxValue), CountWidth);
    }
}
