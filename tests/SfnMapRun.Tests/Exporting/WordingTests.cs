using SfnMapRun.Exporting;

namespace SfnMapRun.Tests.Exporting;

public sealed class WordingTests
{
    private static readonly DateTime Start = new(2026, 1, 11, 10, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0, 1, "0%")]
    [InlineData(1, 1001, "<0.1%")]
    [InlineData(1, 1000, "0.1%")]
    [InlineData(1, 3, "33.3%")]
    [InlineData(999, 1000, "99.9%")]
    [InlineData(9991, 10000, ">99.9%")]
    [InlineData(1, 1, "100%")]
    public void A_share_is_rounded_neither_to_nothing_nor_to_all(int part, int all, string expected) =>
        Assert.Equal(expected, Wording.Share(part, all));

    [Theory]
    [InlineData(0, "0 items")]
    [InlineData(1, "1 item")]
    [InlineData(1234567, "1,234,567 items")]
    public void A_single_thing_has_no_plural(long number, string expected) => Assert.Equal(expected, Wording.Things(number, "item"));

    [Theory]
    [InlineData("RUNNING", 60, "Running for 1m 0s.")]
    [InlineData("RUNNING", null, "Running.")]
    [InlineData("SUCCEEDED", 60, "Succeeded after 1m 0s.")]
    [InlineData("SUCCEEDED", null, "Succeeded.")]
    [InlineData("FAILED", 60, "Failed after 1m 0s.")]
    [InlineData("FAILED", null, "Failed.")]
    [InlineData("ABORTED", 60, "Aborted after 1m 0s.")]
    [InlineData("ABORTED", null, "Aborted.")]
    [InlineData("ODD", 60, "ODD after 1m 0s.")]
    [InlineData("ODD", null, "ODD.")]
    [InlineData(null, null, "Status not known.")]
    public void Where_a_Map_Run_stands_is_told_with_how_long_that_took(string? status, int? seconds, string expected)
    {
        // One that runs has taken as long as it was when it was described.
        var end = Start.AddSeconds(seconds ?? 0);
        Assert.Equal(expected, Wording.Summary(new MapRun
        {
            Status = status, StartDate = seconds is null ? null : Start, StopDate = status == "RUNNING" || seconds is null ? null : end, DescribedDate = end,
        }));
    }

    [Theory]
    [InlineData(0, "Failed: 50 of 100 items finished.")]
    [InlineData(1, "Failed: 51 of 100 items finished, 1 of them failed (5 tolerated).")]
    public void Failures_are_told_where_there_are_some(int failed, string expected) => Assert.Equal(expected, Wording.Summary(new MapRun
    {
        Status = "FAILED", ToleratedFailureCount = 5, ItemCounts = new() { Total = 100, Succeeded = 50, Failed = failed, Pending = 0 },
    }));

    [Fact]
    public void What_is_tolerated_is_left_out_where_it_is_not_known()
    {
        var run = new MapRun { Status = "ABORTED", ItemCounts = new() { Total = 1, Succeeded = 0, Failed = 1 } };
        Assert.Equal("Aborted: 1 of 1 item finished, 1 of them failed.", Wording.Summary(run));
        Assert.Null(Wording.Tolerated(run));
        run.ToleratedFailurePercentage = 100;
        Assert.Equal("any number is tolerated", Wording.Tolerated(run));
        run.ToleratedFailurePercentage = 0;
        run.ToleratedFailureCount = 1;
        Assert.Equal("1 tolerated", Wording.Tolerated(run));
    }

    [Fact]
    public void Only_what_was_stopped_has_items_that_never_started()
    {
        var counts = new MapRunItemCounts { Total = 2, Succeeded = 1, Pending = 1 };
        Assert.Equal("Aborted: 1 of 2 items finished. 1 item never started.", Wording.Summary(new MapRun { Status = "ABORTED", ItemCounts = counts }));
        Assert.Equal("Succeeded: 1 of 2 items finished.", Wording.Summary(new MapRun { Status = "SUCCEEDED", ItemCounts = counts }));
    }

    [Theory]
    [InlineData(599, "9.9 items a minute")]
    [InlineData(600, "10 items a minute")]
    [InlineData(123_456, "2,057 items a minute")]
    [InlineData(long.MaxValue, "153,722,867,280,912,928 items a minute")]
    public void Few_items_a_minute_have_a_decimal(long items, string expected) => Assert.Equal(expected, Wording.Rate(new MapRun
    {
        Status = "SUCCEEDED", StartDate = Start, StopDate = Start.AddHours(1), ItemCounts = new() { Total = items, Succeeded = items },
    }));

    [Fact]
    public void More_items_a_minute_than_can_be_counted_are_as_many_as_can_be() => Assert.Equal(
        "9,223,372,036,854,775,807 items a minute",
        Wording.Rate(new MapRun
        {
            Status = "SUCCEEDED", StartDate = Start, StopDate = Start.AddMilliseconds(1), ItemCounts = new() { Total = long.MaxValue, Succeeded = long.MaxValue },
        }));

    [Fact]
    public void A_rate_that_is_not_known_is_left_out() => Assert.Null(Wording.Rate(new MapRun { Status = "RUNNING" }));

    [Fact]
    public void A_redrive_is_possible_up_to_its_last_second()
    {
        var run = new MapRun
        {
            Status = "FAILED", StartDate = Start, StopDate = Start, DescribedDate = Start.AddDays(14),
            ItemCounts = new() { Total = 1, Succeeded = 0, Failed = 1, TimedOut = 0, Aborted = 0, Pending = 0, FailuresNotRedrivable = 0 },
        };
        Assert.StartsWith("1 item can be redriven until 2026-01-25 10:00:00 UTC: what failed", Wording.Redrive(run), StringComparison.Ordinal);
        run.DescribedDate = run.DescribedDate.AddSeconds(1);
        Assert.Equal("A redrive was possible until 2026-01-25 10:00:00 UTC, and no longer is.", Wording.Redrive(run));
    }

    [Fact]
    public void Until_when_a_redrive_is_possible_is_left_out_where_it_is_not_known() => Assert.Equal(
        "A redrive is possible. How many items it would run is not known: the service doesn't say.",
        Wording.Redrive(new MapRun { Status = "FAILED" }));
}
