using System.ComponentModel;
using SfnMapRun.Model;

namespace SfnMapRun.Formatting;

/// <summary>
/// The cells of the table views. No overloads: an object that came back from a job converts to more than one type.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MapRunTable
{
    /// <summary>Which Map Run it is, within a width in cells; 0 or less where that is not known.</summary>
    public static string Name(MapRun run, int width) => NameOf(run.MapRunArn, width);

    /// <summary>The same for a Map Run in a list.</summary>
    public static string ItemName(MapRunListItem item, int width) => NameOf(item.MapRunArn, width);

    /// <summary>The same by its ARN, as the title of a group, after the label "Map Run" that PowerShell puts before it.</summary>
    public static string TitleOf(string? mapRunArn, int width) => Titled(mapRunArn, width, "   Map Run: ".Length);

    /// <summary>Which Map Run it is, in one line, its UUIDs cut.</summary>
    public static string ShortName(string? mapRunArn) => ArnName.Short(mapRunArn);

    /// <summary>The same: for messages.</summary>
    internal static string Title(MapRun run) => ArnName.Short(run.MapRunArn);

    /// <summary>
    /// How far a Map Run is, as a bar and in percent. One that runs is never shown as complete: its total may still grow.
    /// </summary>
    public static string Done(MapRun run)
    {
        if (run.FinishedPercentage is not { } finished)
        {
            return "-";
        }

        var isOpen = MapRunStatus.Is(run.Status, MapRunStatus.Running);
        return $"{CellFormat.Bar(isOpen ? Math.Min(99, finished) : finished)} {ProgressTable.Done(run),4}";
    }

    /// <summary>The status, in colour where it stands out.</summary>
    public static string Status(MapRun run, int width, Palette palette) => palette.Status(run.Status, width);

    /// <summary>All items.</summary>
    public static string Total(MapRun run, int width) => CellFormat.Count(run.ItemCounts?.Total, width);

    /// <summary>The items that a redrive would process.</summary>
    public static string Redrivable(MapRun run, int width) => CellFormat.Count(run.ItemsRedrivable, width);

    /// <summary>Failed and timed-out items, in colour once they are more than tolerated.</summary>
    public static string Failed(MapRun run, int width, Palette palette) =>
        palette.Alarm(CellFormat.Count(run.ItemsFailed, width), run.ToleratedFailureExceeded == true);

    /// <summary>The duration, short.</summary>
    public static string Ran(MapRun run) => CellFormat.ShortDuration(run.Duration);

    /// <summary>The names of the ten counts, one a line.</summary>
    public static string CountNames() => string.Join('\n', CountList.Names);

    /// <summary>The ten item counts, one a line, in the order of <see cref="CountNames"/>.</summary>
    public static string Items(MapRun run) => CountValues(run.ItemCounts);

    /// <summary>The ten execution counts, one a line, in the order of <see cref="CountNames"/>.</summary>
    public static string Executions(MapRun run) => CountValues(run.ExecutionCounts);

    /// <summary>The ten counts, one a line, in the order of <see cref="CountNames"/>.</summary>
    public static string CountValues(MapRunCounts? counts) =>
        string.Join('\n', CountList.Of(counts).Select(count => CellFormat.Count(count)));

    /// <summary>What is counted, and of which Map Run: the counts of several are told apart by it.</summary>
    public static string Counted(MapRunCounts counts, int width)
    {
        var what = counts is MapRunItemCounts ? "items" : "child executions";
        return counts.Owner?.MapRunArn is { } arn
            ? $"{what} of {Titled(arn, width, $"   Counts of: {what} of ".Length)}"
            : what;
    }

    private static string NameOf(string? arn, int width) => string.Join('\n', ArnName.Within(arn, width));

    // Further lines stand below the first one: what begins a line is never part of a name.
    private static string Titled(string? arn, int width, int indent) =>
        string.Join("\n" + new string(' ', indent), ArnName.Within(arn, width - indent));
}
