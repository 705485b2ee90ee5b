using System.ComponentModel;
using System.Globalization;
using SfnMapRun.Model;

namespace SfnMapRun.Formatting;

/// <summary>The cells of the tables about child executions, one by one or grouped by why they failed.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ChildTable
{
    /// <summary>How long a child execution ran, short.</summary>
    public static string Ran(MapRunExecution child) =>
        CellFormat.ShortDuration(child.DurationSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

    /// <summary>The error: unknown where it was not asked for, or where there was none.</summary>
    public static string Error(MapRunExecution child) => string.IsNullOrEmpty(child.Error) ? "-" : child.Error;

    /// <summary>How many child executions it is about; none where it is about the Map Run itself.</summary>
    public static string Children(MapRunFailure failure, int width) =>
        failure.Scope == FailureScope.MapRun ? "-" : CellFormat.Count(failure.Executions, width);

    /// <summary>Why they failed: the error, or what became of them without one, and what their causes have in common.</summary>
    public static string Why(MapRunFailure failure) => failure.Scope switch
    {
        FailureScope.MapRun => $"The Map Run itself: {What(failure)}",
        FailureScope.CutOff when MapRunStatus.Is(failure.MapRunStatus, MapRunStatus.Aborted) => "Stopped because the Map Run was aborted",
        FailureScope.CutOff => "Stopped because the Map Run failed",
        _ => What(failure),
    };

    /// <summary>Which Map Run it is, and how many of its unsuccessful child executions were sampled.</summary>
    public static string Title(MapRunFailure failure)
    {
        var title = MapRunTable.TitleOf(failure.MapRunArn);
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
}
