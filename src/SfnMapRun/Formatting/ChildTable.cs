using System.ComponentModel;
using System.Globalization;

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

    /// <summary>Why they failed: the error, or what became of them without one, and what their causes have in common.</summary>
    public static string Why(MapRunFailure failure)
    {
        var what = failure.Error ?? failure.Status ?? "-";

        // A Lambda function's cause begins with the name of the error.
        return string.IsNullOrEmpty(failure.CauseShape) ? what
            : failure.CauseShape.StartsWith($"{what}:", StringComparison.Ordinal) ? failure.CauseShape
            : $"{what}: {failure.CauseShape}";
    }

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
}
