using SfnMapRun.Formatting;

namespace SfnMapRun.Tests.Formatting;

public sealed class MapRunTableTests
{
    private static readonly Palette Marked = new("<bad>", "<active>", "<reset>");

    [Theory]
    [InlineData("arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:5f1c", "Orders/Import\n5f1c", "Orders/Import:5f1c")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:mapRun:Orders:5f1c", "Orders\n5f1c", "Orders:5f1c")]
    [InlineData(null, "-", "-")]
    public void A_run_is_named_by_state_machine_label_and_id(string? arn, string id, string title)
    {
        var run = new MapRun { MapRunArn = arn };
        Assert.Equal((id, title), (MapRunTable.Id(run, width: 36), MapRunTable.Title(run)));
    }

    [Fact]
    public void A_name_too_long_for_its_column_breaks_before_the_label()
    {
        var run = new MapRun { MapRunArn = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:5f1c" };
        Assert.Equal(("Orders/Import\n5f1c", "Orders\n/Import\n5f1c"), (MapRunTable.Id(run, width: 13), MapRunTable.Id(run, width: 12)));
    }

    [Theory]
    [InlineData("RUNNING", 100L, ">99%")]
    [InlineData("RUNNING", 99L, "99%")]
    [InlineData("SUCCEEDED", 100L, "100%")]
    [InlineData("FAILED", 3L, "3%")]
    public void A_running_run_is_never_complete(string status, long succeeded, string done) =>
        Assert.Equal(done, MapRunTable.Done(new MapRun { Status = status, ItemCounts = new() { Total = 100, Succeeded = succeeded } }));

    [Theory]
    [InlineData(5L, "7")]
    [InlineData(50L, "7")]
    public void Failures_stand_out_once_they_are_more_than_tolerated(long tolerated, string number)
    {
        var run = new MapRun { ToleratedFailureCount = tolerated, ItemCounts = new() { Total = 100, Failed = 4, TimedOut = 3 } };
        Assert.Equal(tolerated < 7 ? $"<bad>{number}<reset>" : number, MapRunTable.Failed(run, 6, Marked));
    }

    [Theory]
    [InlineData("FAILED", "<bad>FAILED<reset>")]
    [InlineData("RUNNING", "<active>RUNNING<reset>")]
    [InlineData("SUCCEEDED", "SUCCEEDED")]
    [InlineData("NEWSTATUS", "NEWSTATUS")]
    [InlineData(null, "-")]
    public void Only_failed_and_running_are_coloured(string? status, string expected) => Assert.Equal(expected, Marked.Status(status));

    [Fact]
    public void All_ten_counts_stand_beside_their_names()
    {
        var counts = new MapRunItemCounts();
        foreach (var (property, i) in typeof(MapRunCounts).GetProperties().Select((property, i) => (property, i)))
        {
            property.SetValue(counts, 1000L + i);
        }

        var names = MapRunTable.CountNames().Split('\n');
        var values = MapRunTable.CountValues(counts).Split('\n');
        Assert.Equal(10, names.Length);
        Assert.Equal(names.Select(name => $"{typeof(MapRunCounts).GetProperty(name)!.GetValue(counts)}"), values);
        Assert.Equal(values, MapRunTable.Items(new MapRun { ItemCounts = counts }).Split('\n'));
        Assert.All(MapRunTable.Executions(new MapRun { ItemCounts = counts }).Split('\n'), value => Assert.Equal("-", value));
    }

    [Fact]
    public void A_redrive_shows_its_number_and_its_date()
    {
        Assert.Equal(
            "2\n2026-03-09\n08:07", MapRunTable.Redriven(new MapRun { RedriveCount = 2, RedriveDate = new DateTime(2026, 3, 9, 8, 7, 0) }));
        Assert.Equal("0", MapRunTable.Redriven(new MapRun { RedriveCount = 0 }));
        Assert.Equal("-", MapRunTable.Redriven(new MapRun()));
    }
}
