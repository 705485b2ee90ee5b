using SfnMapRun.Model;

namespace SfnMapRun;

/// <summary>
/// A record of what the ResultWriter of a Distributed Map left in S3: a child execution that ended, or an item that never started.
/// Each field has the API's own name; what the file leaves out is null.
/// </summary>
public sealed class MapRunResult
{
    private DateTime? _startDate;
    private DateTime? _stopDate;
    private DateTime? _redriveDate;

    /// <summary>The ARN of the Map Run; null where no manifest names it. In the manifest: <c>MapRunArn</c>.</summary>
    public string? MapRunArn { get; set; }

    /// <summary>The ARN of the child execution; null for an item that never started. In the file: <c>ExecutionArn</c>.</summary>
    public string? ExecutionArn { get; set; }

    /// <summary>The ARN of the state machine, with the label of the Map state. In the file: <c>StateMachineArn</c>.</summary>
    public string? StateMachineArn { get; set; }

    /// <summary>The name of the child execution. In the file: <c>Name</c>.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// SUCCEEDED, FAILED, TIMED_OUT or ABORTED, or PENDING for an item that never started. In the file: <c>Status</c>; for a bare
    /// output, SUCCEEDED.
    /// </summary>
    public string? Status { get; set; }

    /// <summary>When the child execution started, in local time. In the file: <c>StartDate</c>.</summary>
    public DateTime? StartDate
    {
        get => _startDate;
        set => _startDate = LocalTime.Of(value);
    }

    /// <summary>When the child execution stopped, in local time. In the file: <c>StopDate</c>.</summary>
    public DateTime? StopDate
    {
        get => _stopDate;
        set => _stopDate = LocalTime.Of(value);
    }

    /// <summary>How often the child execution has been redriven. In the file: <c>RedriveCount</c>.</summary>
    public int? RedriveCount { get; set; }

    /// <summary>When the child execution was last redriven, in local time; null until then. In the file: <c>RedriveDate</c>.</summary>
    public DateTime? RedriveDate
    {
        get => _redriveDate;
        set => _redriveDate = LocalTime.Of(value);
    }

    /// <summary>Whether and how it could be redriven when the file was written. In the file: <c>RedriveStatus</c>.</summary>
    public string? RedriveStatus { get; set; }

    /// <summary>Why it could not be redriven. In the file: <c>RedriveStatusReason</c>.</summary>
    public string? RedriveStatusReason { get; set; }

    /// <summary>The name of the error; null unless it failed. In the file: <c>Error</c>.</summary>
    public string? Error { get; set; }

    /// <summary>The cause of the failure; null unless it failed. In the file: <c>Cause</c>.</summary>
    public string? Cause { get; set; }

    /// <summary>The input of the child execution, or that it would have had, as JSON text. In the file: <c>Input</c>.</summary>
    public string? Input { get; set; }

    /// <summary>
    /// The output, as JSON text; null unless it succeeded. In the file: <c>Output</c>, or the whole record where the ResultWriter's
    /// transformation is COMPACT or FLATTEN.
    /// </summary>
    public string? Output { get; set; }

    /// <summary>The full path of the file that it was read from. Not of the API.</summary>
    public string? ResultFile { get; set; }

    /// <summary>Seconds from start to stop; null where either is not known. Includes the pause before a redrive.</summary>
    public double? DurationSeconds =>
        StopDate?.ToUniversalTime() - StartDate?.ToUniversalTime() is { } duration ? Math.Max(0, duration.TotalSeconds) : null;

    /// <summary>The ARN of the child execution; empty for an item that never started.</summary>
    public override string ToString() => ExecutionArn ?? string.Empty;
}
