using System.ComponentModel;
using SfnMapRun.Model;

namespace SfnMapRun.Formatting;

/// <summary>
/// The cells of the table views. No overloads: an object that came back from a job converts to more than one type.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MapRunTable
{
    /// <summary>
    /// Which Map Run it is: state machine and label, together while they fit the width, and the id in a line of its own.
    /// </summary>
    public static string Id(MapRun run, int width) => IdOf(run.StateMachineName, run.Label, run.MapRunId, width);

    /// <summary>The same for a Map Run in a list.</summary>
    public static string ItemId(MapRunListItem item, int width) => IdOf(item.StateMachineName, item.Label, item.MapRunId, width);

    /// <summary>Which Map Run it is, in one line.</summary>
    public static string Title(MapRun run) => TitleOf(run.MapRunArn);

    /// <summary>Which Map Run it is, in one line, by its ARN.</summary>
    public static string TitleOf(string? mapRunArn) =>
        StepFunctionsArn.TryParse(mapRunArn, out var arn) ? $"{NameOf(arn.StateMachineName, arn.Label)}:{arn.Id}" : "-";

    /// <summary>The same for a narrow place, with the start of the id.</summary>
    internal static string ShortTitle(string? mapRunArn) =>
        StepFunctionsArn.TryParse(mapRunArn, out var arn)
            ? $"{arn.Label ?? arn.StateMachineName}:{arn.Id?[..Math.Min(8, arn.Id.Length)]}"
            : "-";

    /// <summary>How far a Map Run is. One that runs is never shown as complete: its total may still grow.</summary>
    public static string Done(MapRun run) =>
        run.FinishedPercentage >= 100 && MapRunStatus.Is(run.Status, MapRunStatus.Running)
            ? ">99%"
            : CellFormat.Percentage(run.FinishedPercentage);

    /// <summary>Failed and timed-out items, in colour once they are more than tolerated.</summary>
    public static string Failed(MapRun run, int width, Palette palette) =>
        palette.Alarm(CellFormat.Count(run.ItemCounts?.Failures, width), run.ToleratedFailureExceeded == true);

    /// <summary>The duration, short.</summary>
    public static string Ran(MapRun run) => CellFormat.ShortDuration(run.Duration);

    /// <summary>How often it was redriven, and when last, in lines of their own.</summary>
    public static string Redriven(MapRun run) =>
        CellFormat.Count(run.RedriveCount) + (run.RedriveDate is { } date ? "\n" + CellFormat.Date(date).Replace(' ', '\n') : string.Empty);

    /// <summary>The names of the ten counts, one a line.</summary>
    public static string CountNames() => string.Join('\n', CountList.Names);

    /// <summary>The ten item counts, one a line, in the order of <see cref="CountNames"/>.</summary>
    public static string Items(MapRun run) => CountValues(run.ItemCounts);

    /// <summary>The ten execution counts, one a line, in the order of <see cref="CountNames"/>.</summary>
    public static string Executions(MapRun run) => CountValues(run.ExecutionCounts);

    /// <summary>The ten counts, one a line, in the order of <see cref="CountNames"/>.</summary>
    public static string CountValues(MapRunCounts? counts) =>
        string.Join('\n', CountList.Of(counts).Select(count => CellFormat.Count(count)));

    /// <summary>What is counted.</summary>
    public static string Counted(MapRunCounts counts) => counts is MapRunItemCounts ? "items" : "child executions";

    private static string IdOf(string? stateMachine, string? label, string? id, int width)
    {
        if (stateMachine is null)
        {
            return "-";
        }

        var name = NameOf(stateMachine, label);
        return $"{(name.Length <= width ? name : name.Replace("/", "\n/", StringComparison.Ordinal))}\n{id}";
    }

    private static string NameOf(string stateMachine, string? label) => label is null ? stateMachine : $"{stateMachine}/{label}";
}
