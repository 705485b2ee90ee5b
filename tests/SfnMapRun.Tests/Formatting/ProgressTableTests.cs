using SfnMapRun.Formatting;

namespace SfnMapRun.Tests.Formatting;

public sealed class ProgressTableTests
{
    private static readonly Palette Marked = new("<bad>", "<active>", "<reset>", "<good>");

    [Theory]
    [InlineData(10, 0, 0, 0, 0, "██████████")]
    [InlineData(50, 20, 10, 10, 10, "█████××/▒·")]
    [InlineData(0, 0, 0, 0, 10, "··········")]
    [InlineData(0, 10, 0, 0, 0, "××××××××××")]
    [InlineData(0, 0, 0, 10, 0, "▒▒▒▒▒▒▒▒▒▒")]
    [InlineData(525, 0, 0, 0, 475, "█████▎····")]
    [InlineData(587, 0, 0, 0, 413, "█████▊····")]
    [InlineData(1, 0, 0, 0, 999_999, "▏·········")]
    [InlineData(999_999, 0, 0, 0, 1, "█████████·")]
    [InlineData(999_997, 1, 1, 0, 1, "███████×/·")]
    [InlineData(1, 1, 1, 1, 999_996, "▏×/▒······")]
    [InlineData(1, 999_996, 1, 1, 1, "▏××××××/▒·")]
    public void The_bar_shows_whatever_there_is_of_a_state(
        int succeeded, int failed, int aborted, int running, int pending, string bar)
    {
        var run = RunOf(succeeded, failed, aborted, running, pending);
        Assert.Equal($"{bar}\n-", ProgressTable.Bar(run, Palette.None, 10));
    }

    [Fact]
    public void The_bar_fills_its_width_whatever_the_counts_are()
    {
        var random = new Random(20261127);
        for (var i = 0; i < 2000; i++)
        {
            var counts = Enumerable.Range(0, 5).Select(_ => random.Next(3) == 0 ? 0 : random.NextInt64(1L << random.Next(62))).ToArray();
            var run = RunOf(counts[0], counts[1], counts[2], counts[3], counts[4]);
            run.ItemCounts!.Total = Math.Max(1, counts.Max());
            var width = random.Next(5, 120);
            var bar = ProgressTable.Bar(run, Palette.None, width).Split('\n')[0];
            Assert.Equal(width, bar.Length);
            Assert.Equal(counts[0] > 0, bar.Any(shape => shape is '█' or (>= '▉' and <= '▏')));
            Assert.All(counts[1..4].Zip("×/▒"), pair => Assert.Equal(pair.First > 0, bar.Contains(pair.Second)));
        }
    }

    [Fact]
    public void What_the_counts_leave_out_has_not_started() => Assert.Equal(
        "█████·····\n-",
        ProgressTable.Bar(new MapRun { ItemCounts = new() { Total = 10, Succeeded = 5 } }, Palette.None, 10));

    [Fact]
    public void One_that_runs_is_never_complete()
    {
        var run = RunOf(10, 0, 0, 0, 0);
        run.Status = "RUNNING";
        Assert.Equal(("█████████·\n-", ">99%"), (ProgressTable.Bar(run, Palette.None, 10), ProgressTable.Done(run)));
    }

    [Fact]
    public void Colours_go_with_the_shapes_and_end_with_each()
    {
        var run = RunOf(50, 20, 10, 10, 10);
        Assert.Equal("<good>█████<reset><bad>××<reset>/<active>▒<reset>·\n-", ProgressTable.Bar(run, Marked, 10));
        Assert.Equal(
            "<good>█<reset> succeeded  <bad>×<reset> failed  / aborted  <active>▒<reset> running  · not started", ProgressTable.Legend(Marked));
    }

    [Fact]
    public void The_name_is_below_the_bar_and_broken_like_everywhere()
    {
        var run = RunOf(1, 0, 0, 0, 1);
        run.MapRunArn = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:5f1c";
        Assert.Equal("██████▌······\nOrders/Import\n:5f1c", ProgressTable.Bar(run, Palette.None, 13));
        Assert.Equal($"{new string('█', 20)}{new string('·', 20)}\nOrders/Import:5f1c", ProgressTable.Bar(run, Palette.None, 0));
    }

    [Theory]
    [InlineData("RUNNING", "reading its\ninput, or in\nthe backlog\n-")]
    [InlineData("FAILED", "-\n-")]
    public void Without_items_there_is_no_bar(string status, string expected) => Assert.Equal(
        expected, ProgressTable.Bar(new MapRun { Status = status, ItemCounts = new() { Total = 0 } }, Palette.None, 13));

    [Theory]
    [InlineData(0, 60, "0")]
    [InlineData(1, 3600, "<0.1")]
    [InlineData(199, 6000, "1.9")]
    [InlineData(1234, 60, "1234")]
    [InlineData(1_234_567, 60, "1.23M")]
    public void A_rate_is_cut_to_fit_like_a_count(int finished, int seconds, string expected)
    {
        var run = RunOf(finished, 0, 0, 0, 1);
        run.StartDate = new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Local);
        run.DescribedDate = run.StartDate.Value.AddSeconds(seconds);
        Assert.Equal(expected, ProgressTable.PerMinute(run, 5));
    }

    [Fact]
    public void An_unknown_rate_is_a_dash() => Assert.Equal("-", ProgressTable.PerMinute(new MapRun(), 9));

    [Theory]
    [InlineData(100.0, 0L, "all", 20L)]
    [InlineData(100.0, 7L, "7", 7L)]
    [InlineData(10.0, 0L, "2", 2L)]
    [InlineData(0.0, 0L, "0", 0L)]
    [InlineData(null, null, "-", null)]
    public void Tolerated_failures_are_items(double? percentage, long? count, string text, long? number)
    {
        var run = RunOf(20, 0, 0, 0, 0);
        (run.ToleratedFailurePercentage, run.ToleratedFailureCount) = (percentage, count);
        Assert.Equal((text, number), (ProgressTable.Tolerated(run, 9), ProgressTable.ToleratedFailures(run)));
    }

    private static MapRun RunOf(long succeeded, long failed, long aborted, long running, long pending) => new()
    {
        ItemCounts = new()
        {
            Succeeded = succeeded,
            Failed = failed / 2,
            TimedOut = failed - (failed / 2),
            Aborted = aborted,
            Running = running,
            Pending = pending,
            Total = succeeded + failed + aborted + running + pending,
        },
    };
}
