using SfnMapRun.Model;

namespace SfnMapRun;

/// <summary>
/// A Map Run as DescribeMapRun reports it, each field under the API's own name, with what follows from them
/// (<c>MapRunComputed.cs</c>). What the service left out is null. Can be made in a line, to test a script with:
/// <c>[SfnMapRun.MapRun]@{ Status = 'FAILED'; ItemCounts = @{ Total = 100; Failed = 7 } }</c>.
/// </summary>
public sealed partial class MapRun
{
    private DateTime? _startDate;
    private DateTime? _stopDate;
    private DateTime? _redriveDate;
    private MapRunItemCounts? _itemCounts;
    private MapRunExecutionCounts? _executionCounts;
    private DateTime _describedDate = SystemClock.Instance.GetLocalNow().LocalDateTime;

    /// <summary>The ARN of the Map Run; a redrive keeps it. API: <c>mapRunArn</c>.</summary>
    public string? MapRunArn { get; set; }

    /// <summary>The ARN of the parent execution, which is what a redrive takes. API: <c>executionArn</c>.</summary>
    public string? ExecutionArn { get; set; }

    /// <summary>RUNNING, SUCCEEDED, FAILED, ABORTED, or what the service adds to these. API: <c>status</c>.</summary>
    public string? Status { get; set; }

    /// <summary>When the Map Run started, in local time. API: <c>startDate</c>.</summary>
    public DateTime? StartDate
    {
        get => _startDate;
        set => _startDate = LocalTime.Of(value);
    }

    /// <summary>When the Map Run stopped, in local time; null while it runs. API: <c>stopDate</c>.</summary>
    public DateTime? StopDate
    {
        get => _stopDate;
        set => _stopDate = LocalTime.Of(value);
    }

    /// <summary>How many child executions may run at once; 0 sets no limit of its own. API: <c>maxConcurrency</c>.</summary>
    public int? MaxConcurrency { get; set; }

    /// <summary>The percentage of failed items, 0 to 100, that the Map Run tolerates. API: <c>toleratedFailurePercentage</c>.</summary>
    public double? ToleratedFailurePercentage { get; set; }

    /// <summary>The number of failed items that the Map Run tolerates. API: <c>toleratedFailureCount</c>.</summary>
    public long? ToleratedFailureCount { get; set; }

    /// <summary>The items by state. API: <c>itemCounts</c>.</summary>
    public MapRunItemCounts? ItemCounts
    {
        get => _itemCounts;
        set => _itemCounts = Own(value);
    }

    /// <summary>The child executions by state. API: <c>executionCounts</c>.</summary>
    public MapRunExecutionCounts? ExecutionCounts
    {
        get => _executionCounts;
        set => _executionCounts = Own(value);
    }

    /// <summary>
    /// How often the parent execution has been redriven: a redrive that did not reach the Map Run counts too once a later one has.
    /// API: <c>redriveCount</c>.
    /// </summary>
    public int? RedriveCount { get; set; }

    /// <summary>When the Map Run was last redriven, in local time; null until then. API: <c>redriveDate</c>.</summary>
    public DateTime? RedriveDate
    {
        get => _redriveDate;
        set => _redriveDate = LocalTime.Of(value);
    }

    /// <summary>
    /// When this description was made, in local time: the object is a snapshot, and what is computed from the clock
    /// (<see cref="DurationSeconds"/>, <see cref="ItemsRedrivable"/>) is computed as of then. Not of the API.
    /// </summary>
    public DateTime DescribedDate
    {
        get => _describedDate;
        set => _describedDate = LocalTime.Of(value).GetValueOrDefault();
    }

    /// <summary>The ARN of the Map Run, so that it can stand where one is asked for.</summary>
    public override string ToString() => MapRunArn ?? string.Empty;

    private T? Own<T>(T? counts)
        where T : MapRunCounts
    {
        if (counts is not null)
        {
            counts.Owner = this;
        }

        return counts;
    }
}
