namespace SfnMapRun.Tests.Model;

public sealed class MapRunExecutionTests
{
    private static readonly DateTime Start = new(2026, 3, 9, 8, 7, 6, DateTimeKind.Utc);

    [Fact]
    public void Dates_are_in_local_time()
    {
        var child = new MapRunExecution { StartDate = Start, StopDate = Start, RedriveDate = Start };
        var failure = new MapRunFailure { FirstSeen = Start, LastSeen = Start };
        DateTime?[] dates = [child.StartDate, child.StopDate, child.RedriveDate, failure.FirstSeen, failure.LastSeen];
        Assert.All(dates, date => Assert.Equal((Start.ToLocalTime(), DateTimeKind.Local), (date!.Value, date.Value.Kind)));
    }

    [Fact]
    public void The_duration_is_that_from_start_to_stop()
    {
        Assert.Equal(1.5, new MapRunExecution { StartDate = Start, StopDate = Start.AddSeconds(1.5) }.DurationSeconds);
        Assert.Equal(0, new MapRunExecution { StartDate = Start, StopDate = Start.AddSeconds(-1) }.DurationSeconds);
        Assert.Null(new MapRunExecution { StartDate = Start }.DurationSeconds);
        Assert.Null(new MapRunExecution { StartDate = Start, Status = "SUCCEEDED" }.DurationSeconds);
        Assert.Null(new MapRunExecution { StopDate = Start }.DurationSeconds);
    }

    [Fact]
    public void That_of_one_that_runs_is_as_of_now_so_that_stragglers_sort()
    {
        MapRunExecution Child(string status, int startedBefore, int? stoppedBefore = null) => new()
        {
            Status = status,
            StartDate = Start.AddSeconds(-startedBefore),
            StopDate = stoppedBefore is { } seconds ? Start.AddSeconds(-seconds) : null,
            DescribedDate = Start,
        };
        MapRunExecution[] children = [Child("RUNNING", 20), Child("RUNNING", 300), Child("SUCCEEDED", 400, 310), Child("PENDING_REDRIVE", 500, 450)];
        Assert.Equal([300.0, 90, 50, 20], children.Select(child => child.DurationSeconds!.Value).OrderDescending());

        // A redriven one that runs has no use for an old stop date.
        Assert.Equal(60, Child("RUNNING", 60, 30).DurationSeconds);
        Assert.Equal((Start.ToLocalTime(), DateTimeKind.Local), (children[0].DescribedDate, children[0].DescribedDate.Kind));
    }

    [Fact]
    public void A_child_execution_reads_as_its_ARN()
    {
        Assert.Equal("arn", new MapRunExecution { ExecutionArn = "arn" }.ToString());
        Assert.Equal(string.Empty, new MapRunExecution().ToString());
    }
}
