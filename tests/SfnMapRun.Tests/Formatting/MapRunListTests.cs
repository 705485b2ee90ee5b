using SfnMapRun.Formatting;

namespace SfnMapRun.Tests.Formatting;

public sealed class MapRunListTests
{
    [Fact]
    public void A_group_aligns_its_values()
    {
        var run = new MapRun { MapRunArn = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:5f1c" };
        Assert.Equal(
            "StateMachineName  Orders\nLabel             Import\nMapRunId          5f1c\nRegion            eu-central-1\nAccountId         123456789012",
            MapRunList.Identity(run, 64));
    }

    [Fact]
    public void A_long_value_goes_on_below_itself() => Assert.StartsWith(
        "StateMachineName  nightly-import-of-\n                  all-orders\nLabel ",
        MapRunList.Identity(new MapRun { MapRunArn = "arn:aws:states:eu-central-1:123456789012:mapRun:nightly-import-of-all-orders/L:5f1c" }, 36),
        StringComparison.Ordinal);

    [Fact]
    public void One_item_left_over_is_said_in_the_singular() => Assert.Contains(
        "50 %, 1 item never started", State(new() { Total = 2, Failed = 1, Pending = 1 }, "FAILED"), StringComparison.Ordinal);

    [Fact]
    public void Items_left_over_after_a_failure_are_said_to_be_never_started() =>
        Assert.Contains(
            "3.77 %, 51 items never started", State(
                new() { Total = 53, Failed = 1, Aborted = 1, Pending = 51 }, "FAILED"), StringComparison.Ordinal);

    [Fact]
    public void A_percentage_of_a_running_run_is_said_to_be_of_what_is_known() =>
        Assert.Contains(
            "40 % of the items known so far", State(new() { Total = 10, Succeeded = 4, Pending = 6 }, "RUNNING"), StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_made_up_for_a_run_in_the_backlog() =>
        Assert.Matches(@"FinishedPercentage +-\n", State(new() { Total = 0, Succeeded = 0 }, "RUNNING"));

    [Theory]
    [InlineData(7L, 5L, "7 %, more than tolerated")]
    [InlineData(7L, 50L, "7 %, tolerated")]
    [InlineData(0L, 50L, "0 %")]
    public void Failures_are_held_against_what_is_tolerated(long failed, long tolerated, string expected) =>
        Assert.EndsWith(
            "  " + expected,
            MapRunList.Limits(
                new MapRun { ToleratedFailureCount = tolerated, ItemCounts = new() { Total = 100, Failed = failed } }, Palette.None),
            StringComparison.Ordinal);

    [Fact]
    public void Items_and_executions_stand_side_by_side()
    {
        var lines = MapRunList.Counts(
            new MapRun { ItemCounts = new() { Total = 1234567, Failed = 8 }, ExecutionCounts = new() { Total = 12 } }).Split('\n');
        Assert.Equal("                         Items  Executions", lines[0]);
        Assert.Equal("Total                  1234567          12", lines[1]);
        Assert.Equal("Failed                       8           -", lines[5]);
        Assert.Equal(11, lines.Length);
    }

    [Fact]
    public void What_can_be_redriven_is_named_with_its_deadline()
    {
        var run = new MapRun
        {
            Status = "FAILED",
            StopDate = new DateTime(2026, 3, 2, 10, 0, 0, DateTimeKind.Utc).ToLocalTime(),
            DescribedDate = new DateTime(2026, 3, 3, 10, 0, 0, DateTimeKind.Utc),
            RedriveCount = 1,
            ItemCounts = new() { Failed = 9, FailuresNotRedrivable = 2 },
        };
        var lines = MapRunList.Redrive(run).Split('\n').Select(line =>
            line.Split("  ", 2, StringSplitOptions.TrimEntries)).ToDictionary(line => line[0], line => line[1]);
        Assert.Equal(
            ("1", "-", "7", "2"), (lines["RedriveCount"], lines["RedriveDate"], lines["ItemsRedrivable"], lines["ItemsNotRedrivable"]));
        Assert.Equal(CellFormat.ExactDate(run.RedriveUntil), lines["RedriveUntil"]);
    }

    private static string State(MapRunItemCounts items, string status) =>
        MapRunList.State(new MapRun { Status = status, ItemCounts = items }, Palette.None);
}
