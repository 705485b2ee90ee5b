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
        Assert.Null(new MapRunExecution { StopDate = Start }.DurationSeconds);
    }

    [Fact]
    public void A_child_execution_reads_as_its_ARN()
    {
        Assert.Equal("arn", new MapRunExecution { ExecutionArn = "arn" }.ToString());
        Assert.Equal(string.Empty, new MapRunExecution().ToString());
    }
}
