using SfnMapRun.Formatting;
using SfnMapRun.Model;
using SfnMapRun.Reporting;

namespace SfnMapRun.Waiting;

/// <summary>
/// The progress bars of a wait: one for each Map Run, as many as a screen has room for, and one over all where there are several.
/// </summary>
/// <param name="mapRunArns">The Map Runs that are waited for.</param>
internal sealed class WaitProgress(IReadOnlyList<string> mapRunArns)
{
    private const int MostBars = 8;
    private const int Overall = 0;

    private const int CountWidth = 6;

    // PowerShell cuts what stands before a bar at half the screen: this fits at 80 columns, below the bar over all.
    private const int ActivityWidth = 36;

    private readonly Dictionary<string, int> _bars = new(StringComparer.Ordinal);
    private readonly SortedSet<int> _free = new(Enumerable.Range(1, MostBars));
    private readonly Dictionary<string, MapRun> _seen = new(StringComparer.Ordinal);
    private int _ended;
    private int _succeeded;

    private bool AreMany => mapRunArns.Count > 1;

    /// <summary>How many are waited for still.</summary>
    private int Open => mapRunArns.Count - _ended;

    /// <summary>The bar of a Map Run that still runs, if there is room for it, and the one over all.</summary>
    public IEnumerable<Output> Show(WaitEvent.Polled polled)
    {
        _seen[polled.MapRunArn] = polled.MapRun;
        return Bar(polled.MapRunArn, WaitText.Short(polled.MapRun, polled.ItemsPerSecond), polled.Left);
    }

    /// <summary>The bar of a Map Run of which nothing can be seen just now.</summary>
    public IEnumerable<Output> ShowUnseen(string mapRunArn, string status) => Bar(mapRunArn, status, left: null);

    /// <summary>A bar for a wait that has seen nothing yet.</summary>
    public IEnumerable<Output> ShowNothingSeen(string status) => AreMany ? [OverallBar(status)] : ShowUnseen(mapRunArns[0], status);

    /// <summary>Takes the bar of a Map Run away that is no longer waited for.</summary>
    /// <param name="mapRunArn">Its ARN.</param>
    /// <param name="stopped">The Map Run, if it has stopped.</param>
    public IEnumerable<Output> End(string mapRunArn, MapRun? stopped = null)
    {
        _ended++;
        if (stopped is not null)
        {
            _seen[mapRunArn] = stopped;
            _succeeded += MapRunStatus.Is(stopped.Status, MapRunStatus.Succeeded) ? 1 : 0;
        }

        if (_bars.Remove(mapRunArn, out var bar))
        {
            _free.Add(bar);
            yield return new Output.Progress(bar, ActivityOf(mapRunArn), "Done") { IsCompleted = true };
        }

        foreach (var output in ShowOverall())
        {
            yield return output;
        }
    }

    /// <summary>How all are getting on, where there are several.</summary>
    public IEnumerable<Output> ShowOverall() => AreMany ? [OverallBar(Summary()!)] : [];

    /// <summary>How all are getting on, in a line; null where there is but one.</summary>
    public string? Summary() => AreMany ? string.Join(", ", SummaryParts()) : null;

    private static string ActivityOf(string mapRunArn) => ArnName.OneLine(mapRunArn, ActivityWidth);

    private IEnumerable<Output> Bar(string mapRunArn, string status, TimeSpan? left)
    {
        if (!_bars.TryGetValue(mapRunArn, out var bar) && _free.Count > 0)
        {
            _bars[mapRunArn] = bar = _free.Min;
            _free.Remove(bar);
        }

        if (bar > 0)
        {
            yield return new Output.Progress(bar, ActivityOf(mapRunArn), status)
            {
                Parent = AreMany ? Overall : null,

                // One that runs is never shown as complete: its total may still grow.
                Percent = _seen.GetValueOrDefault(mapRunArn)?.FinishedPercentage is { } percentage ? Math.Min(99, (int)percentage) : null,
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
        Percent = 100 * _ended / mapRunArns.Count,
        IsCompleted = Open == 0,
    };

    // What matters first: at 80 columns the end is cut.
    private IEnumerable<string> SummaryParts()
    {
        yield return $"{_ended} of {mapRunArns.Count} stopped{Unsuccessful()}";
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
