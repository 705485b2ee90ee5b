using System.ComponentModel;
using System.Globalization;
using SfnMapRun.Model;

namespace SfnMapRun.Formatting;

/// <summary>The cells of the tables about child executions, one by one or grouped by why they failed.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ChildTable
{
    /// <summary>How long a child execution ran, short.</summary>
    public static string Ran(MapRunExecution child) => CellFormat.ShortDuration(DurationOf(child));

    /// <summary>The same in words.</summary>
    public static string Duration(MapRunExecution child) => CellFormat.Duration(DurationOf(child));

    /// <summary>The name, its UUIDs cut where there is no room for them.</summary>
    /// <param name="child">The child execution.</param>
    /// <param name="room">
    /// The cells of this column and that of the error together, which PowerShell makes alike; 0 or less where they are not known.
    /// </param>
    public static string Name(MapRunExecution child, int room) => string.Join('\n', ArnName.ChildWithin(child.Name, room / 2));

    /// <summary>The name with its UUIDs cut.</summary>
    public static string ShortName(MapRunExecution child) => ArnName.ShortChild(child.Name);

    /// <summary>The error: unknown where it was not asked for, or where there was none.</summary>
    /// <param name="child">The child execution.</param>
    /// <param name="room">As for <see cref="Name"/>.</param>
    public static string Error(MapRunExecution child, int room) => TerminalText.Within(child.Error, room / 2);

    /// <summary>How many child executions it is about; none where it is about the Map Run itself.</summary>
    public static string Children(MapRunFailure failure, int width) =>
        failure.Scope == FailureScope.MapRun ? "-" : CellFormat.Count(failure.Executions, width);

    /// <summary>Why they failed: the error, or what became of them without one, and what their causes have in common.</summary>
    /// <param name="failure">The group of child executions, or the Map Run's own failure.</param>
    /// <param name="width">In cells; 0 or less where it is not known.</param>
    public static string Why(MapRunFailure failure, int width) => TerminalText.Within(
        failure.Scope switch
        {
            FailureScope.MapRun => $"The Map Run itself: {What(failure)}",
            FailureScope.CutOff when MapRunStatus.Is(failure.MapRunStatus, MapRunStatus.Aborted) =>
                "Stopped because the Map Run was aborted",
            FailureScope.CutOff => "Stopped because the Map Run failed",
            _ => What(failure),
        },
        width);

    /// <summary>Which Map Run it is, and how many of its unsuccessful child executions were sampled.</summary>
    public static string Title(MapRunFailure failure, int width)
    {
        var title = MapRunTable.TitleOf(failure.MapRunArn, width);
        return failure.UnsuccessfulExecutions is { } unsuccessful
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{title}\n   {failure.SampledExecutions} of {Quantity.Of(unsuccessful, "unsuccessful child execution")}")
            : title;
    }

    private static string What(MapRunFailure failure)
    {
        var what = failure.Error ?? failure.Status ?? "-";

        // A Lambda function's cause begins with the name of the error.
        return string.IsNullOrEmpty(failure.CauseShape) ? what
            : failure.CauseShape.StartsWith($"{what}:", StringComparison.Ordinal) ? failure.CauseShape
            : $"{what}: {failure.CauseShape}";
    }

    private static TimeSpan? DurationOf(MapRunExecution child) =>
        child.DurationSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
