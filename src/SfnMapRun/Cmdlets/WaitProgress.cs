using System.Globalization;
using System.Management.Automation;
using SfnMapRun.Formatting;
using SfnMapRun.Waiting;

namespace SfnMapRun.Cmdlets;

/// <summary>The progress bars of a wait: one for each Map Run, as many as a screen has room for, and one over all where there are several.</summary>
/// <param name="count">How many Map Runs are waited for.</param>
/// <param name="write">Shows a bar, or takes it away.</param>
internal sealed class WaitProgress(int count, Action<ProgressRecord> write)
{
    private const int MostBars = 8;
    private const int OverAll = 0;

    private readonly Dictionary<string, int> _bars = new(StringComparer.Ordinal);
    private readonly SortedSet<int> _free = new(Enumerable.Range(1, MostBars));
    private int _ended;
    private int _succeeded;

    /// <summary>Shows the bar of a Map Run that still runs, if there is room for it.</summary>
    public void Show(WaitEvent.Looked looked)
    {
        if (!_bars.TryGetValue(looked.MapRunArn, out var bar))
        {
            if (_free.Count == 0)
            {
                return;
            }

            _bars[looked.MapRunArn] = bar = _free.Min;
            _free.Remove(bar);
        }

        var run = looked.MapRun;
        write(new ProgressRecord(bar, MapRunTable.ShortTitle(run.MapRunArn), WaitText.Short(run, looked.ItemsPerSecond))
        {
            ParentActivityId = count > 1 ? OverAll : -1,

            // One that runs is never shown as complete: its total may still grow.
            PercentComplete = run.FinishedPercentage is { } percentage ? Math.Min(99, (int)percentage) : -1,
            SecondsRemaining = looked.Left is { } left ? (int)Math.Min(left.TotalSeconds, int.MaxValue) : -1,
        });
    }

    /// <summary>Takes the bar of a Map Run away that is not waited for any longer.</summary>
    public void End(string mapRunArn, bool succeeded)
    {
        _ended++;
        _succeeded += succeeded ? 1 : 0;
        if (_bars.Remove(mapRunArn, out var bar))
        {
            write(new ProgressRecord(bar, MapRunTable.ShortTitle(mapRunArn), "Done") { RecordType = ProgressRecordType.Completed });
            _free.Add(bar);
        }

        ShowOverAll();
    }

    /// <summary>Shows how many are over.</summary>
    public void ShowOverAll()
    {
        if (count > 1)
        {
            var status = string.Create(CultureInfo.InvariantCulture, $"{_ended} of {count} have stopped, {_succeeded} with success");
            write(new ProgressRecord(OverAll, "Waiting for Map Runs", status)
            {
                PercentComplete = 100 * _ended / count,
                RecordType = _ended == count ? ProgressRecordType.Completed : ProgressRecordType.Processing,
            });
        }
    }
}
