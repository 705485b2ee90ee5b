using SfnMapRun.Model;

namespace SfnMapRun.Tests.Model;

/// <summary>A time to wait, and other small parts of the model.</summary>
public sealed class WaitTimeTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    public void Times_compare_as_their_seconds_do(double left, double right)
    {
        var (one, other) = (new WaitTime(left), new WaitTime(right));
        bool[] expected = [left < right, left > right, left <= right, left >= right, left == right];
        bool[] compared = [one < other, one > other, one <= other, one >= other, one == other];
        Assert.Equal(expected, compared);
        Assert.Equal((left.CompareTo(right), left.CompareTo(right)), (one.CompareTo(other), one.CompareTo((object)other)));
        Assert.Equal(1, one.CompareTo("a text"));
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(-1e300)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_that_no_time_can_hold_is_refused(double seconds) => Assert.StartsWith(
        "Not a number of seconds that anyone can wait for.", Assert.Throws<ArgumentOutOfRangeException>(() => new WaitTime(seconds)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_object_without_an_ARN_is_an_empty_text()
    {
        Assert.Equal((string.Empty, string.Empty), (new MapRun().ToString(), new MapRunListItem().ToString()));
        Assert.Equal(("a", "b"), (new MapRun { MapRunArn = "a" }.ToString(), new MapRunListItem { MapRunArn = "b" }.ToString()));
    }

    [Theory]
    [InlineData("SUCCEEDED", false, true)]
    [InlineData("TIMED_OUT", false, true)]
    [InlineData("RUNNING", false, false)]
    [InlineData("RUNNING", true, false)]
    [InlineData("PENDING_REDRIVE", false, false)]
    [InlineData("SOMETHING_NEW", true, true)]
    [InlineData("SOMETHING_NEW", false, false)]
    public void An_execution_has_ended_by_its_status_or_by_a_stop_date_with_one_that_is_not_known(string status, bool hasStopDate, bool hasEnded) =>
        Assert.Equal(hasEnded, MapRunStatus.HasEnded(new MapRunExecution { Status = status, StopDate = hasStopDate ? DateTime.UnixEpoch : null }));

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(5L, null, 5L)]
    [InlineData(null, 10.0, 10L)]
    public void What_is_tolerated_is_known_by_a_count_or_by_a_percentage(long? count, double? percentage, long? tolerated) => Assert.Equal(
        tolerated,
        new MapRun { ToleratedFailureCount = count, ToleratedFailurePercentage = percentage, ItemCounts = new() { Total = 100 } }.ToleratedFailures);
}
