using System.Text.RegularExpressions;
using SfnMapRun.Exporting;
using static SfnMapRun.Tests.Exporting.ReportData;

namespace SfnMapRun.Tests.Exporting;

public sealed class HistoryFigureTests
{
    [Theory]
    [InlineData(30, "every second", "in a second")]
    [InlineData(100, "every 2 seconds", "in 2 seconds")]
    [InlineData(59 * 60, "every minute", "in a minute")]
    [InlineData(100 * 60, "every 2 minutes", "in 2 minutes")]
    [InlineData(59 * 3600, "every hour", "in an hour")]
    [InlineData(100 * 3600, "every 2 hours", "in 2 hours")]
    [InlineData(59 * 86400, "every day", "in a day")]
    [InlineData(100 * 86400, "every 2 days", "in 2 days")]
    public void A_single_second_minute_hour_or_day_has_no_number(int seconds, string every, string within)
    {
        var figure = Figure(Stopped(seconds), Start);
        Assert.Contains($"How many ended {every}.", figure, StringComparison.Ordinal);
        Assert.Contains($", at most 1 {within}<", figure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, "10:00:00 2026-01-11 10:00:10 10:00:20 10:00:30")]
    [InlineData(1058, "10:00:00 2026-01-11 10:05:00 10:10:00 10:15:00")]
    [InlineData(59 * 60, "10:00 2026-01-11 10:30 11:00")]
    [InlineData(86400, "12:00 2026-01-11 00:00 2026-01-12")]
    [InlineData(59 * 86400, "2026-02-02 2026-03-02")]
    public void A_date_stands_below_a_time_where_it_is_a_new_one_and_alone_where_a_part_is_a_day(int seconds, string labels) =>
        Assert.Equal(labels, string.Join(' ', Regex.Matches(Figure(Stopped(seconds), Start), "<text [^>]*>([^<]*)<").Select(match => match.Groups[1].Value)));

    [Fact]
    public void Labels_stay_within_the_plot_also_at_its_ends() => Assert.Equal(
        ["0 start", "0 start", "27.78 middle", "55.56 middle", "83.33 middle"],
        Regex.Matches(Figure(Stopped(1058), Start), "<text x=\"([^%]*)%\" y=\"\\d+\" text-anchor=\"(\\w+)\"")
            .Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}"));

    [Fact]
    public void The_last_label_ends_where_the_plot_does() => Assert.Contains(
        "<text x=\"96.77%\" y=\"18\" text-anchor=\"end\">10:00:30</text>", Figure(Stopped(30), Start), StringComparison.Ordinal);

    [Fact]
    public void The_axis_reaches_from_the_first_that_there_is_to_the_last()
    {
        // A child execution that ended before its Map Run began, or after it had stopped: clocks differ.
        var run = Stopped(1000);
        Assert.Equal("10:00:00 10:05:00 10:10:00 10:15:00", Times(Figure(run, Start.AddSeconds(1), Start.AddSeconds(20))));
        Assert.Equal("10:00:00 10:10:00", Times(Figure(run, Start.AddSeconds(-500), Start.AddSeconds(1))));
        Assert.Equal("10:00 10:10 10:20 10:30", Times(Figure(run, Start.AddSeconds(1), Start.AddSeconds(1900))));
        run.StartDate = null;
        Assert.Equal("10:05:00 10:10:00 10:15:00", Times(Figure(run, Start.AddSeconds(300), Start.AddSeconds(310), Start.AddSeconds(305))));
        run.StopDate = null;
        run.DescribedDate = Start.AddHours(5);
        Assert.Equal("12:00 14:00", Times(Figure(run, Start.AddSeconds(300), Start.AddSeconds(310))));

        static string Times(string figure) =>
            string.Join(' ', Regex.Matches(figure, "y=\"18\"[^>]*>([^<]*)<").Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void The_most_of_a_part_is_as_high_as_the_plot_and_few_can_still_be_seen()
    {
        var stops = Enumerable.Repeat(Start.AddSeconds(5), 100).Append(Start.AddSeconds(20)).Concat(Enumerable.Repeat(Start.AddSeconds(25), 50));
        var figure = Figure(Stopped(30), [.. stops]);
        Assert.Contains("<rect x=\"16.13%\" y=\"4\" width=\"3.23%\"\n height=\"60\" class=\"s-succeeded\"><title>2026-01-11 10:00:05: 100</title></rect>", figure, StringComparison.Ordinal);
        Assert.Contains("y=\"62\" width=\"3.23%\"\n height=\"2\" class=\"s-succeeded\"><title>2026-01-11 10:00:20: 1</title>", figure, StringComparison.Ordinal);
        Assert.Contains("y=\"34\" width=\"3.23%\"\n height=\"30\" class=\"s-succeeded\"><title>2026-01-11 10:00:25: 50</title>", figure, StringComparison.Ordinal);
        Assert.Equal(3, Regex.Count(figure, "class=\"s-succeeded\""));
        Assert.Contains("at most 100 in a second", figure, StringComparison.Ordinal);
        Assert.Contains("y1=\"63.5\" y2=\"63.5\"", figure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_redrive_is_a_line_that_is_explained()
    {
        var run = Stopped(30);
        Assert.DoesNotContain("redrive", Figure(run, Start), StringComparison.Ordinal);
        run.RedriveDate = Start.AddSeconds(15);
        Assert.Contains("The dashed line is the last redrive.", Figure(run, Start), StringComparison.Ordinal);
        Assert.Contains("<line class=\"mark\" x1=\"48.39%\" x2=\"48.39%\" y1=\"0\" y2=\"64\"/>", Figure(run, Start), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_way_to_end_has_a_plot_of_its_own_and_what_failed_or_timed_out_one_together()
    {
        var counts = new MapRunExecutionCounts { Succeeded = 4, Failed = 30, TimedOut = 20, Aborted = 2, Running = 0 };
        var run = Stopped(60 * 60);
        run.ExecutionCounts = counts;
        var children = History(run, new Dictionary<string, int> { ["SUCCEEDED"] = 4, ["FAILED"] = 30, ["TIMED_OUT"] = 20, ["ABORTED"] = 2 }, most: 40);
        var figure = HistoryFigure.Of(new MapRunReport(run, [], children, [])).ToString();
        Assert.Equal(
            ["Succeeded 4", "Failed or timed out 34 of 50 read", "Aborted 2"],
            Regex.Matches(figure, "<b>([^<]*)</b><span>([^,]*), at most").Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}"));
        Assert.Equal(
            ["Succeeded: 4", "Failed or timed out: 34 of 50 read", "Aborted: 2"],
            Regex.Matches(figure, "aria-label=\"([^\"]*)\"").Select(match => match.Groups[1].Value));
        foreach (var kind in new[] { "s-succeeded", "s-failed", "s-aborted" })
        {
            Assert.Contains($"class=\"{kind}\"", figure, StringComparison.Ordinal);
        }

        // Of neither were all read: what is left out of both may have ended up to where the later of them begins.
        Assert.Equal("<rect class=\"s-unread\" width=\"61.29%\" height=\"64\">", Assert.Single(Regex.Matches(figure, "<rect class=\"s-unread\"[^>]*>")).Value);
    }

    [Theory]
    [InlineData(2, 30, "59.68")]
    [InlineData(30, 2, "59.68")]
    [InlineData(2, 2, null)]
    public void What_was_left_out_of_one_status_is_shown_though_all_of_the_other_were_read(int failed, int timedOut, string? until)
    {
        var run = Stopped(60 * 60);
        run.ExecutionCounts = new() { Succeeded = 0, Failed = failed, TimedOut = timedOut, Aborted = 0, Running = 0 };
        var children = History(run, new Dictionary<string, int> { ["FAILED"] = failed, ["TIMED_OUT"] = timedOut }, most: 20);
        var figure = HistoryFigure.Of(new MapRunReport(run, [], children, [])).ToString();
        Assert.Equal(until, Regex.Match(figure, "<rect class=\"s-unread\" width=\"([^%]*)%").Groups[1].Value is { Length: > 0 } width ? width : null);
    }

    private static MapRun Stopped(int seconds) => new()
    {
        Status = "SUCCEEDED", StartDate = Start, StopDate = Start.AddSeconds(seconds), DescribedDate = Start.AddDays(200),
        ExecutionCounts = new() { Failed = 0, TimedOut = 0, Aborted = 0, Running = 0 },
    };

    private static string Figure(MapRun run, params DateTime[] stops)
    {
        run.ExecutionCounts!.Succeeded = stops.Length;
        return HistoryFigure.Of(new MapRunReport(run, [], HistoryOf(run, stops), [])).ToString();
    }
}
