using SfnMapRun.Model;

namespace SfnMapRun;

/// <summary>
/// One kind of failure of a Map Run: its own, or that of child executions with the same status and error whose causes differ
/// only in what differs from child to child, such as ids, dates and numbers.
/// </summary>
public sealed class MapRunFailure
{
    private DateTime? _firstSeen;
    private DateTime? _lastSeen;

    /// <summary>The ARN of the Map Run. API: <c>mapRunArn</c>.</summary>
    public string? MapRunArn { get; set; }

    /// <summary>The status of the Map Run when it was asked about. API: <c>status</c> of DescribeMapRun.</summary>
    public string? MapRunStatus { get; set; }

    /// <summary>
    /// <c>MapRun</c>: what the Map Run itself failed of, whatever its child executions did. <c>ChildExecution</c>: child executions
    /// that failed. <c>CutOff</c>: child executions that were running when the Map Run failed or was stopped, and were stopped
    /// with it. Not of the API.
    /// </summary>
    public string? Scope { get; set; }

    /// <summary>FAILED, TIMED_OUT or ABORTED. API: <c>status</c> of the child executions, or of the Map Run.</summary>
    public string? Status { get; set; }

    /// <summary>
    /// The name of the error; null where the service gives none. API: <c>error</c> of the child executions, of the parent execution,
    /// or of its event MapRunFailed.
    /// </summary>
    public string? Error { get; set; }

    /// <summary>
    /// What their causes have in common, with <c>&lt;id&gt;</c>, <c>&lt;n&gt;</c> and the like for the rest; null where there is
    /// no cause. Not of the API.
    /// </summary>
    public string? CauseShape { get; set; }

    /// <summary>How many child executions failed in this way; 0 for what the Map Run itself failed of.</summary>
    public long Executions { get; set; }

    /// <summary>How many items they hold; null where that is not known of each. API: the sum of <c>itemCount</c>.</summary>
    public long? Items { get; set; }

    /// <summary>The ARN of one of them; of the parent execution for the Map Run itself. API: <c>executionArn</c>.</summary>
    public string? SampleExecutionArn { get; set; }

    /// <summary>The whole cause of that one; null where there is none. API: <c>cause</c>.</summary>
    public string? SampleCause { get; set; }

    /// <summary>When the first of them stopped, in local time; null where that is not known. API: the least <c>stopDate</c>.</summary>
    public DateTime? FirstSeen
    {
        get => _firstSeen;
        set => _firstSeen = LocalTime.Of(value);
    }

    /// <summary>When the last of them stopped, in local time; null where that is not known. API: the greatest <c>stopDate</c>.</summary>
    public DateTime? LastSeen
    {
        get => _lastSeen;
        set => _lastSeen = LocalTime.Of(value);
    }

    /// <summary>How many unsuccessful child executions of the Map Run were sampled: what the figures are about. Not of the API.</summary>
    public long SampledExecutions { get; set; }

    /// <summary>
    /// How many unsuccessful child executions the Map Run has; null where the service doesn't say. API: <c>failed</c>,
    /// <c>timedOut</c> and <c>aborted</c> of <c>executionCounts</c>.
    /// </summary>
    public long? UnsuccessfulExecutions { get; set; }
}
