using System.ComponentModel;
using SfnMapRun.Model;

namespace SfnMapRun.Formatting;

/// <summary>
/// The groups of the list view. Each is a block of lines with a name and a value; the names are those of the
/// properties, so that what is read can be typed.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MapRunList
{
    /// <summary>What the ARN says, within a width in cells; 0 or less where that is not known.</summary>
    public static string Identity(MapRun run, int width) => Block(
        width,
        (nameof(MapRun.StateMachineName), run.StateMachineName),
        (nameof(MapRun.Label), run.Label),
        (nameof(MapRun.MapRunId), run.MapRunId),
        (nameof(MapRun.Region), run.Region),
        (nameof(MapRun.AccountId), run.AccountId));

    /// <summary>Where it stands, and since when; what it waits for only where that is known.</summary>
    public static string State(MapRun run, Palette palette) => Block(
    [
        (nameof(MapRun.Status), palette.Status(run.Status)),
        .. WaitText.WaitingFor(run) is { } waiting ? [(nameof(MapRun.WaitingFor), waiting)] : Array.Empty<(string, string)>(),
        (nameof(MapRun.StartDate), CellFormat.ExactDate(run.StartDate)),
        (nameof(MapRun.StopDate), CellFormat.ExactDate(run.StopDate)),
        (nameof(MapRun.Duration), CellFormat.Duration(run.Duration)),
        (nameof(MapRun.FinishedPercentage), Finished(run)),
        (nameof(MapRun.DescribedDate), CellFormat.ExactDate(run.DescribedDate)),
    ]);

    /// <summary>What limits it, and how close it is to failing.</summary>
    public static string Limits(MapRun run, Palette palette) => Block(
        (nameof(MapRun.MaxConcurrency), run.MaxConcurrency == 0 ? "0, no limit of its own" : CellFormat.Count(run.MaxConcurrency)),
        (nameof(MapRun.ToleratedFailurePercentage), CellFormat.ExactPercentage(run.ToleratedFailurePercentage)),
        (nameof(MapRun.ToleratedFailureCount), CellFormat.Count(run.ToleratedFailureCount)),
        (nameof(MapRun.FailurePercentage), Failures(run, palette)));

    /// <summary>The ten counts of items and executions, side by side.</summary>
    public static string Counts(MapRun run)
    {
        var items = CountList.Of(run.ItemCounts).Select(count => CellFormat.Count(count)).Prepend("Items").ToArray();
        var executions = CountList.Of(run.ExecutionCounts).Select(count => CellFormat.Count(count)).Prepend("Executions").ToArray();
        var itemWidth = items.Max(text => text.Length);
        var executionWidth = executions.Max(text => text.Length);
        return Block(CountList.Names.Prepend(string.Empty)
            .Select((name, i) => (name, $"{items[i].PadLeft(itemWidth)}  {executions[i].PadLeft(executionWidth)}")).ToArray());
    }

    /// <summary>What has been and what can be redriven.</summary>
    public static string Redrive(MapRun run) => Block(
        (nameof(MapRun.RedriveCount), CellFormat.Count(run.RedriveCount)),
        (nameof(MapRun.RedriveDate), CellFormat.ExactDate(run.RedriveDate)),
        (nameof(MapRun.ItemsRedrivable), CellFormat.Count(run.ItemsRedrivable)),
        (nameof(MapRun.ItemsNotRedrivable), CellFormat.Count(run.ItemsNotRedrivable)),
        (nameof(MapRun.RedriveUntil), CellFormat.ExactDate(run.RedriveUntil)));

    private static string Finished(MapRun run)
    {
        var percentage = CellFormat.ExactPercentage(run.FinishedPercentage);
        return run switch
        {
            { FinishedPercentage: not null } when MapRunStatus.Is(run.Status, MapRunStatus.Running) =>
                $"{percentage} of the items known so far",
            { ItemCounts.Pending: > 0 and var pending } when MapRunStatus.IsUnsuccessful(run.Status) =>
                $"{percentage}, {Quantity.Of(pending, "item")} never started",
            _ => percentage,
        };
    }

    private static string Failures(MapRun run, Palette palette)
    {
        var percentage = CellFormat.ExactPercentage(run.FailurePercentage);
        return run switch
        {
            { ToleratedFailureExceeded: true } => palette.Alarm($"{percentage}, more than tolerated", wrong: true),
            { ToleratedFailureExceeded: false, ItemCounts.Failures: > 0 } => $"{percentage}, tolerated",
            _ => percentage,
        };
    }

    private static string Block(params (string Name, string Value)[] lines)
    {
        var width = lines.Max(line => line.Name.Length);
        return string.Join('\n', lines.Select(line => $"{line.Name.PadRight(width)}  {line.Value}"));
    }

    private static string Block(int width, params (string Name, string? Value)[] lines)
    {
        var indent = lines.Max(line => line.Name.Length) + 2;
        var below = "\n" + new string(' ', indent);
        return Block([.. lines.Select(line =>
            (line.Name, TerminalText.Within(line.Value, width - indent).Replace("\n", below, StringComparison.Ordinal)))]);
    }
}
