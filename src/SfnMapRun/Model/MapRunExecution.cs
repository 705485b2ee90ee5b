using SfnMapRun.Model;

namespace SfnMapRun;

/// <summary>
/// A child execution of a Map Run as ListExecutions and DescribeExecution report it, each field under the API's own name.
/// What the service left out is null, and so is what only DescribeExecution tells, unless that was asked for.
/// </summary>
public sealed class MapRunExecution
{
    private DateTime? _startDate;
    private DateTime? _stopDate;
    private DateTime? _redriveDate;
    private DateTime _describedDate = SystemClock.Instance.GetLocalNow().LocalDateTime;

    /// <summary>The ARN of the child execution. API: <c>executionArn</c>.</summary>
    public string? ExecutionArn { get; set; }

    /// <summary>The ARN of the Map Run that started it. API: <c>mapRunArn</c>.</summary>
    public string? MapRunArn { get; set; }

    /// <summary>The ARN of the state machine, with the label of the Map state. API: <c>stateMachineArn</c>.</summary>
    public string? StateMachineArn { get; set; }

    /// <summary>The name of the child execution. API: <c>name</c>.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED, PENDING_REDRIVE, or what the service adds to these. API: <c>status</c>.
    /// </summary>
    public string? Status { get; set; }

    /// <summary>
    /// When the child execution started, in local time. A redrive gives an express one a new date; a standard one keeps its own.
    /// API: <c>startDate</c>.
    /// </summary>
    public DateTime? StartDate
    {
        get => _startDate;
        set => _startDate = LocalTime.Of(value);
    }

    /// <summary>When the child execution stopped, in local time; null while it runs. API: <c>stopDate</c>.</summary>
    public DateTime? StopDate
    {
        get => _stopDate;
        set => _stopDate = LocalTime.Of(value);
    }

    /// <summary>How many items the child execution holds; null where the service doesn't say. API: <c>itemCount</c>.</summary>
    public long? ItemCount { get; set; }

    /// <summary>How often the child execution has been redriven. API: <c>redriveCount</c>.</summary>
    public int? RedriveCount { get; set; }

    /// <summary>
    /// When the child execution was last redriven, in local time; null until then, and for an express one. API: <c>redriveDate</c>.
    /// </summary>
    public DateTime? RedriveDate
    {
        get => _redriveDate;
        set => _redriveDate = LocalTime.Of(value);
    }

    /// <summary>The name of the error; null unless it failed and was asked for. API: <c>error</c> of DescribeExecution.</summary>
    public string? Error { get; set; }

    /// <summary>The cause of the failure; null unless it failed and was asked for. API: <c>cause</c> of DescribeExecution.</summary>
    public string? Cause { get; set; }

    /// <summary>The input, as JSON text; null unless asked for. API: <c>input</c> of DescribeExecution.</summary>
    public string? Input { get; set; }

    /// <summary>The output, as JSON text; null unless it succeeded and was asked for. API: <c>output</c> of DescribeExecution.</summary>
    public string? Output { get; set; }

    /// <summary>Whether and how it can be redriven; null unless asked for. API: <c>redriveStatus</c> of DescribeExecution.</summary>
    public string? RedriveStatus { get; set; }

    /// <summary>Why it can't be redriven; null unless asked for. API: <c>redriveStatusReason</c> of DescribeExecution.</summary>
    public string? RedriveStatusReason { get; set; }

    /// <summary>
    /// When this was listed or described, in local time: the object is a snapshot, and <see cref="DurationSeconds"/> of one that
    /// runs is as of then. Not of the API.
    /// </summary>
    public DateTime DescribedDate
    {
        get => _describedDate;
        set => _describedDate = LocalTime.Of(value).GetValueOrDefault();
    }

    /// <summary>
    /// Seconds from start to stop, or to <see cref="DescribedDate"/> while the child execution runs. Includes the pause before a
    /// redrive of a standard child execution; that of an express one starts anew with it.
    /// </summary>
    public double? DurationSeconds
    {
        get
        {
            var end = MapRunStatus.Is(Status, MapRunStatus.Running) ? DescribedDate : StopDate;

            // Local times of their own would be an hour off where the clocks changed in between.
            return end?.ToUniversalTime() - StartDate?.ToUniversalTime() is { } duration ? Math.Max(0, duration.TotalSeconds) : null;
        }
    }

    /// <summary>The ARN of the child execution, so that it can stand where one is asked for.</summary>
    public override string ToString() => ExecutionArn ?? string.Empty;
}
