using System.Globalization;
using SfnMapRun.Formatting;
using SfnMapRun.Reporting;

namespace SfnMapRun.Waiting;

/// <summary>
/// The progress bars of a wait: one for each Map Run, as many as a screen has room for, and one over all where there are several.
/// </summary>
/// <param name="count">How many Map Runs are waited for.</param>
internal sealed class WaitProgress(int count)
{
    private const int MostBars = 8;
    private const int Overall = 0;

    private readonly Dictionary<string, int> _bars = new(StringComparer.Ordinal);
    private readonly SortedSet<int> _free = new(Enumerable.Range(1, MostBars));
    private int _ended;
    private int _succeeded;

    /// <summary>The bar of a Map Run that still runs, if there is room for it.</summary>
    public IEnumerable<Output> Show(WaitEvent.Polled polled)
    {
        if (!_bars.TryGetValue(polled.MapRunArn, out var bar))
        {
            if (_free.Count == 0)
            {
                yield break;
            }

            _bars[polled.MapRunArn] = bar = _free.Min;
            _free.Remove(bar);
        }

        var run = polled.MapRun;
        yield return new Output.Progress(bar, MapRunTable.ShortTitle(run.MapRunArn), WaitText.Short(run, polled.ItemsPerSecond))
        {
            Parent = count > 1 ? Overall : null,

            // One that runs is never shown as complete: its total may still grow.
            Percent = run.FinishedPercentage is { } percentage ? Math.Min(99, (int)percentage) : null,
            Left = polled.Left,
        };
    }

    /// <summary>Takes the bar of a Map Run away that is no longer waited for.</summary>
    public IEnumerable<Output> End(string mapRunArn, bool succeeded)
    {
        _ended++;
        _succeeded += succeeded ? 1 : 0;
        if (_bars.Remove(mapRunArn, out var bar))
        {
            _free.Add(bar);
            yield return new Output.Progress(bar, MapRunTable.ShortTitle(mapRunArn), "Done") { IsCompleted = true };
        }

        foreach (var output in ShowOverall())
        {
            yield return output;
        }
    }

    /// <summary>How many have stopped, where there are several.</summary>
    public IEnumerable<Output> ShowOverall()
    {
        if (count > 1)
        {
            var status = string.Create(CultureInfo.InvariantCulture, $"{_ended} of {count} have stopped, {_succeeded} with success");
            yield return new Output.Progress(Overall, "Waiting for Map Runs", status)
            {
                Percent = 100 * _ended / count,
                IsCompleted = _ended == count,
            };
        }
    }
}
