namespace SfnMapRun.Tests.Model;

public sealed class MapRunComputedTests
{
    private static readonly DateTime Now = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Local);

    [Fact]
    public void The_parts_come_from_the_ARN()
    {
        var run = new MapRun { MapRunArn = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:5f1c" };
        Assert.Equal(
            ("Orders", "Import", "5f1c", "eu-central-1", "123456789012"), (run.StateMachineName, run.Label, run.MapRunId, run.Region, run.AccountId));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not an ARN")]
    public void Without_an_ARN_its_parts_are_unknown(string? arn)
    {
        var run = new MapRun { MapRunArn = arn };
        Assert.Equal((null, null, null, null, null), (run.StateMachineName, run.Label, run.MapRunId, run.Region, run.AccountId));
    }

    [Theory]
    [InlineData("SUCCEEDED", -3600, -600, 3000.0)]
    [InlineData("RUNNING", -3600, null, 3600.0)]
    [InlineData("NEWSTATUS", -3600, null, 3600.0)]
    [InlineData("FAILED", -3600, null, null)]
    [InlineData("RUNNING", null, null, null)]
    [InlineData("RUNNING", 5, null, 0.0)]
    public void The_duration_ends_with_the_run_or_with_the_description(string status, int? start, int? stop, double? seconds)
    {
        var run = new MapRun { Status = status, StartDate = At(start), StopDate = At(stop), DescribedDate = Now };
        Assert.Equal(seconds, run.DurationSeconds);
    }

    [Theory]
    [InlineData(100L, 40L, 5L, 2L, 3L, 50.0)]
    [InlineData(0L, 0L, 0L, 0L, 0L, null)]
    [InlineData(null, 40L, 0L, 0L, 0L, null)]
    [InlineData(53L, 0L, 1L, 0L, 1L, 200.0 / 53)]
    [InlineData(10L, 20L, 0L, 0L, 0L, 100.0)]
    [InlineData(10L, null, null, null, null, null)]
    [InlineData(10L, null, 1L, null, null, 10.0)]
    public void Finished_counts_every_end_against_the_total(
        long? total, long? succeeded, long? failed, long? timedOut, long? aborted, double? percentage)
    {
        var run = new MapRun { ItemCounts = new() { Total = total, Succeeded = succeeded, Failed = failed, TimedOut = timedOut, Aborted = aborted } };
        Assert.Equal(percentage, run.FinishedPercentage);
    }

    [Theory]
    [InlineData(100L, 0, null, -600, 6.0)]
    [InlineData(0L, 0, null, -600, null)]
    [InlineData(null, 0, null, -600, null)]
    [InlineData(100L, null, null, -600, 6.0)]
    [InlineData(100L, 1, null, -600, null)]
    [InlineData(100L, null, -60, -600, null)]
    [InlineData(100L, 0, null, 0, null)]
    [InlineData(100L, 0, null, null, null)]
    public void The_rate_is_over_the_time_run_until_a_redrive(long? total, int? redrives, int? redriven, int? start, double? perMinute)
    {
        var run = new MapRun
        {
            Status = "RUNNING", StartDate = At(start), DescribedDate = Now, RedriveCount = redrives, RedriveDate = At(redriven),
            ItemCounts = new() { Total = total, Succeeded = 50, Failed = 4, TimedOut = 3, Aborted = 3 },
        };
        Assert.Equal(perMinute, run.ItemsPerMinute);
    }

    [Fact]
    public void A_growing_total_lowers_the_percentage()
    {
        var early = new MapRun { Status = "RUNNING", ItemCounts = new() { Total = 20, Succeeded = 10 } };
        var later = new MapRun { Status = "RUNNING", ItemCounts = new() { Total = 1000, Succeeded = 20 } };
        Assert.Equal((50.0, 2.0), (early.FinishedPercentage, later.FinishedPercentage));
    }

    [Theory]
    [InlineData(0.0, 0L, 0L, 0L, false)]
    [InlineData(0.0, 0L, 1L, 0L, true)]
    [InlineData(0.0, 0L, 0L, 1L, true)]
    [InlineData(10.0, 0L, 7L, 3L, false)]
    [InlineData(10.0, 0L, 7L, 4L, true)]
    [InlineData(0.0, 5L, 5L, 0L, false)]
    [InlineData(0.0, 5L, 5L, 1L, true)]
    [InlineData(50.0, 5L, 6L, 0L, true)]
    [InlineData(5.0, 50L, 6L, 0L, true)]
    [InlineData(100.0, 0L, 100L, 0L, false)]
    [InlineData(null, null, 7L, 0L, null)]
    [InlineData(null, 5L, 7L, 0L, true)]
    [InlineData(12.3, null, 12L, 0L, false)]
    [InlineData(12.3, null, 13L, 0L, true)]
    public void Tolerated_failures_are_exceeded_not_reached(double? percentage, long? count, long? failed, long? timedOut, bool? exceeded)
    {
        var run = new MapRun
        {
            ToleratedFailurePercentage = percentage,
            ToleratedFailureCount = count,
            ItemCounts = new() { Total = 100, Failed = failed, TimedOut = timedOut, Aborted = 50 },
        };
        Assert.Equal(exceeded, run.ToleratedFailureExceeded);
    }

    [Fact]
    public void The_failure_percentage_leaves_aborted_items_out()
    {
        var run = new MapRun { ItemCounts = new() { Total = 200, Failed = 7, TimedOut = 3, Aborted = 100 } };
        Assert.Equal(5.0, run.FailurePercentage);
        Assert.Null(new MapRun { ItemCounts = new() { Total = 0, Failed = 0 } }.FailurePercentage);
    }

    [Theory]
    [InlineData("FAILED", -1, 2L, 15L, 2L)]
    [InlineData("ABORTED", -1, 0L, 17L, 0L)]
    [InlineData("FAILED", -1, null, null, null)]
    [InlineData("FAILED", -1, 15L, 7L, 10L)]
    [InlineData("FAILED", -13, 2L, 15L, 2L)]
    [InlineData("FAILED", -15, 2L, 0L, 17L)]
    [InlineData("SUCCEEDED", -1, 2L, 0L, 17L)]
    [InlineData("RUNNING", null, 2L, null, 2L)]
    [InlineData("NEWSTATUS", null, 2L, null, 2L)]
    public void What_can_be_redriven_depends_on_status_and_time(
        string status, int? stoppedDaysAgo, long? lost, long? redrivable, long? notRedrivable)
    {
        var run = new MapRun
        {
            Status = status,
            StopDate = stoppedDaysAgo is { } days ? Now.AddDays(days) : null,
            DescribedDate = Now,
            ItemCounts = new() { Total = 100, Failed = 5, TimedOut = 3, Aborted = 2, Pending = 7, FailuresNotRedrivable = lost, PendingRedrive = 4 },
        };
        Assert.Equal((redrivable, notRedrivable, 4), (run.ItemsRedrivable, run.ItemsNotRedrivable, run.ItemsPendingRedrive));
    }

    [Fact]
    public void A_Map_Run_that_failed_without_a_child_execution_has_something_to_redrive()
    {
        var run = new MapRun { Status = "FAILED", ItemCounts = new() { Total = 1, Pending = 1, Failed = 0, TimedOut = 0, Aborted = 0 } };
        Assert.Equal((1L, 0L), (run.ItemsRedrivable, run.ItemsNotRedrivable));
    }

    [Theory]
    [InlineData("RUNNING", 0L, 0L, 0L, 0L, "Input")]
    [InlineData("RUNNING", 100L, 16L, 4L, 0L, "WindingDown")]
    [InlineData("RUNNING", 100L, 15L, 4L, 0L, null)]
    [InlineData("RUNNING", 100L, 0L, 5L, 3L, "Concurrency")]
    [InlineData("RUNNING", 100L, 0L, 5L, 0L, null)]
    [InlineData("RUNNING", null, null, null, null, null)]
    [InlineData("FAILED", 100L, 16L, 0L, 3L, null)]
    [InlineData("SUCCEEDED", 0L, 0L, 0L, 0L, null)]
    [InlineData("NEWSTATUS", 0L, 0L, 0L, 0L, null)]
    public void What_it_waits_for_is_in_its_counts(string status, long? total, long? failed, long? running, long? pending, string? waitingFor)
    {
        var run = new MapRun
        {
            Status = status,
            MaxConcurrency = 5,
            ToleratedFailureCount = 15,
            ToleratedFailurePercentage = 0,
            ItemCounts = new() { Total = total, Failed = failed },
            ExecutionCounts = new() { Running = running, Pending = pending },
        };
        Assert.Equal(waitingFor, run.WaitingFor);
        run.MaxConcurrency = 0;
        Assert.NotEqual("Concurrency", run.WaitingFor);
    }

    [Theory]
    [InlineData("FAILED", true)]
    [InlineData("ABORTED", true)]
    [InlineData("SUCCEEDED", false)]
    [InlineData("RUNNING", false)]
    public void A_redrive_is_possible_for_14_days_after_a_stop_without_success(string status, bool possible)
    {
        var stop = new DateTime(2026, 3, 1, 10, 0, 0, DateTimeKind.Utc);
        var run = new MapRun { Status = status, StopDate = stop };
        Assert.Equal(possible ? stop.AddDays(14) : null, run.RedriveUntil?.ToUniversalTime());
    }

    [Fact]
    public void Dates_are_local_whatever_they_were_given_in()
    {
        var utc = new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc);
        var run = new MapRun { StartDate = utc, StopDate = utc, RedriveDate = utc, DescribedDate = utc };
        Assert.All(new[] { run.StartDate, run.StopDate, run.RedriveDate, run.DescribedDate }, date =>
        {
            Assert.Equal(DateTimeKind.Local, date!.Value.Kind);
            Assert.Equal(utc, date.Value.ToUniversalTime());
        });
    }

    [Fact]
    public void An_empty_Map_Run_computes_nothing_and_fails_nowhere()
    {
        var run = new MapRun();
        Assert.All(
            typeof(MapRun).GetProperties().Where(property => property.Name != nameof(MapRun.DescribedDate)),
            property => Assert.Null(property.GetValue(run)));
    }

    [Fact]
    public void Counts_read_as_one_line_of_what_is_known()
    {
        Assert.Equal("Total=100 Failed=7", new MapRunItemCounts { Total = 100, Failed = 7 }.ToString());
        Assert.Equal(string.Empty, new MapRunExecutionCounts().ToString());
    }

    private static DateTime? At(int? seconds) => seconds is { } value ? Now.AddSeconds(value) : null;
}
