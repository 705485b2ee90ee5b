using SfnMapRun.Formatting;

namespace SfnMapRun.Tests.Formatting;

public sealed class WaitTextTests
{
    [Fact]
    public void Everything_that_is_known_is_said() => Assert.Equal(
        "RUNNING, 3000 of 24020 items, 90 failed (1201 tolerated), 12.3 a second, 28m 29s left",
        WaitText.Of(Run(24020, succeeded: 2910, failed: 80, timedOut: 10, percentage: 5), 12.3, new TimeSpan(0, 28, 29)));

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        Assert.Equal("RUNNING, reading its input, or in the account's backlog, 0 failed", WaitText.Of(Run(0)));
        Assert.Equal("no status", WaitText.Of(new MapRun()));
    }

    [Theory]
    [InlineData(100.0, null, "all tolerated")]
    [InlineData(0.0, 0L, "0 tolerated")]
    [InlineData(0.0, 7L, "7 tolerated")]
    [InlineData(12.5, 0L, "12 tolerated")]
    [InlineData(50.0, 7L, "7 tolerated")]
    [InlineData(5.0, 7L, "5 tolerated")]
    public void The_threshold_that_is_reached_first_counts(double percentage, long? count, string tolerated) => Assert.Contains(
        $"({tolerated})", WaitText.Of(Run(100, percentage: percentage, count: count)), StringComparison.Ordinal);

    [Fact]
    public void A_progress_bar_has_the_same_in_short()
    {
        Assert.Equal(
            "3000/24020 items, 90 failed (1201 tolerated), 12.3/s", WaitText.Short(
                Run(24020, succeeded: 2910, failed: 80, timedOut: 10, percentage: 5), 12.3));
        Assert.Equal("7/100 items, 0 failed", WaitText.Short(Run(100, succeeded: 7, percentage: 100), null));
        Assert.Equal("reading input or in the backlog, 0 failed", WaitText.Short(Run(0, percentage: 0), null));
        Assert.Equal("no status", WaitText.Short(new MapRun(), null));
        Assert.Equal("RUNNING", WaitText.Short(new MapRun { Status = "RUNNING" }, null));
        Assert.Equal("RUNNING", WaitText.Short(new MapRun { Status = "RUNNING", ItemCounts = new() }, null));
        Assert.Equal("PAUSED", WaitText.Short(new MapRun { Status = "PAUSED" }, null));
        Assert.Equal("RUNNING", WaitText.Short(new MapRun { Status = "RUNNING" }, null));
    }

    [Fact]
    public void What_it_waits_for_before_its_end_is_said_too()
    {
        var run = new MapRun { Status = "RUNNING", MaxConcurrency = 5, ExecutionCounts = new() { Running = 5, Pending = 1, Total = 6 } };
        Assert.Equal("a free slot within MaxConcurrency", WaitText.WaitingFor(run));
        run.ItemCounts = new() { Total = 0 };
        Assert.Equal("its input or a turn in the account's backlog", WaitText.WaitingFor(run));
    }

    [Fact]
    public void One_that_failed_more_than_is_tolerated_and_still_runs_is_winding_down()
    {
        var run = Run(2400, succeeded: 900, failed: 250, percentage: 10);
        Assert.Equal("RUNNING, winding down, 1150 of 2400 items, 250 failed (240 tolerated)", WaitText.Of(run));
        Assert.Equal("winding down: 1150/2400 items, 250 failed (240 tolerated)", WaitText.Short(run, null));
        Assert.Equal("its last child executions: it is winding down", WaitText.WaitingFor(run));
        run.Status = "FAILED";
        Assert.Equal("FAILED, 1150 of 2400 items, 250 failed (240 tolerated)", WaitText.Of(run));
        Assert.Null(WaitText.WaitingFor(run));
    }

    [Fact]
    public void One_that_stopped_without_an_item_reads_nothing_any_more()
    {
        var run = Run(0);
        run.Status = "SUCCEEDED";
        Assert.Equal("SUCCEEDED, no items read yet, 0 failed", WaitText.Of(run));
    }

    [Theory]
    [InlineData(0, "RUNNING, no Map Run has begun yet", "waits for a Map Run to begin")]
    [InlineData(1, "RUNNING, its Map Run has stopped", "waits for the execution to end")]
    [InlineData(7, "RUNNING, its 7 Map Runs have stopped", "waits for the execution to end")]
    public void An_execution_is_waited_for_to_start_Map_Runs_and_to_end(int mapRuns, string text, string bar)
    {
        Assert.Equal(text, WaitText.Of(new MapRunExecution { Status = "RUNNING" }, mapRuns));
        Assert.Equal(bar, WaitText.Short(mapRuns));
    }

    private static MapRun Run(
        long total, long succeeded = 0, long failed = 0, long timedOut = 0, double? percentage = null, long? count = null) => new()
    {
        Status = "RUNNING",
        ToleratedFailurePercentage = percentage,
        ToleratedFailureCount = count,
        ItemCounts = new MapRunItemCounts { Total = total, Succeeded = succeeded, Failed = failed, TimedOut = timedOut, Aborted = 0 },
    };
}
