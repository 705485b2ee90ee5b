using System.ComponentModel;
using System.Globalization;
using SfnMapRun.Model;

namespace SfnMapRun.Formatting;

/// <summary>The cells of the table that shows how Map Runs get on, a bar each.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ProgressTable
{
    // Where nobody knows how wide the screen is.
    private const int UsualWidth = 40;

    /// <summary>What the shapes of the bars stand for.</summary>
    public static string Legend(Palette palette) => ItemBar.Legend(palette);

    /// <summary>
    /// The items as a bar, and below it which Map Run it is; where no items are known, what it waits for in place of the bar.
    /// </summary>
    /// <param name="run">The Map Run.</param>
    /// <param name="palette">The colours of the bar.</param>
    /// <param name="width">In cells; 0 or less where it is not known.</param>
    public static string Bar(MapRun run, Palette palette, int width)
    {
        var bar = ItemBar.Of(run, width <= 0 ? UsualWidth : width, palette);
        return $"{bar ?? NoBar(run, width)}\n{MapRunTable.Name(run, width)}";
    }

    /// <summary>How far it is, in percent. One that runs is never shown as complete: its total may still grow.</summary>
    public static string Done(MapRun run) =>
        run.FinishedPercentage >= 100 && MapRunStatus.Is(run.Status, MapRunStatus.Running)
            ? ">99%"
            : CellFormat.Percentage(run.FinishedPercentage);

    /// <summary>Items a minute, within a number of characters; with a decimal where there are few.</summary>
    public static string PerMinute(MapRun run, int width) => run.ItemsPerMinute switch
    {
        null => CellFormat.Count(null),
        0 => "0",
        < 0.1 => "<0.1",
        < 10 and var few => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(few * 10) / 10:0.0}"),
        { } many => CellFormat.Count(many >= long.MaxValue ? long.MaxValue : (long)many, width),
    };

    /// <summary>How many failed and timed-out items are tolerated, within a number of characters.</summary>
    public static string Tolerated(MapRun run, int width) =>
        run.ToleratesAll
            ? "all"
            : CellFormat.Count(run.ToleratedFailures, width);

    /// <summary>The same as a number; null where it is not known.</summary>
    public static long? ToleratedFailures(MapRun run) => run.ToleratedFailures;

    private static string NoBar(MapRun run, int width) =>
        TerminalText.Within(run.WaitingFor == MapRunWait.Input ? "reading its input, or in the backlog" : null, width);
}
