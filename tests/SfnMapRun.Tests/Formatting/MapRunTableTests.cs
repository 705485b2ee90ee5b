using SfnMapRun.Formatting;

namespace SfnMapRun.Tests.Formatting;

public sealed class MapRunTableTests
{
    private static readonly Palette Marked = new("<bad>", "<active>", "<reset>");

    [Fact]
    public void A_name_is_broken_between_its_parts()
    {
        const string Arn = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:5f1c";
        Assert.Equal("Orders/Import:5f1c", MapRunTable.Name(new MapRun { MapRunArn = Arn }, 18));
        Assert.Equal("Orders/Import\n:5f1c", MapRunTable.Name(new MapRun { MapRunArn = Arn }, 17));
        Assert.Equal("Orders\n/Import\n:5f1c", MapRunTable.ItemName(new MapRunListItem { MapRunArn = Arn }, 8));
        Assert.Equal("-", MapRunTable.Name(new MapRun(), 17));
        Assert.Equal("Orders/Import\n            :5f1c", MapRunTable.TitleOf(Arn, 29));
    }

    [Fact]
    public void Counts_say_of_which_Map_Run_they_are()
    {
        var run = new MapRun { ItemCounts = new(), ExecutionCounts = new(), MapRunArn = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:5f1c" };
        Assert.Equal("items of Orders/Import:5f1c", MapRunTable.Counted(run.ItemCounts, 79));
        Assert.Equal("child executions of Orders/Import:5f1c", MapRunTable.Counted(run.ExecutionCounts, 79));
        Assert.Equal("items", MapRunTable.Counted(new MapRunItemCounts(), 79));
    }

    [Theory]
    [InlineData("RUNNING", 100L, "████▌ >99%")]
    [InlineData("RUNNING", 99L, "████▌  99%")]
    [InlineData("SUCCEEDED", 100L, "█████ 100%")]
    [InlineData("FAILED", 3L, "░░░░░   3%")]
    [InlineData("ABORTED", 50L, "██▌░░  50%")]
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
    [InlineData("TIMED_OUT", "<bad>TIMED_OUT<reset>")]
    [InlineData("RUNNING", "<active>RUNNING<reset>")]
    [InlineData("SUCCEEDED", "SUCCEEDED")]
    [InlineData("NEWSTATUS", "NEWSTATUS")]
    [InlineData("A_NEW_STATUS", "A_NEW_\nSTATUS")]
    [InlineData("A\u001b[0m", "A␛[0m")]
    [InlineData(null, "-")]
    public void Only_failed_and_running_are_coloured(string? status, string expected) => Assert.Equal(expected, Marked.Status(status, 9));

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
}
