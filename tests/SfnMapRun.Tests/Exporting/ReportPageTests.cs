using System.Text.RegularExpressions;
using System.Xml.Linq;
using SfnMapRun.Exporting;
using static SfnMapRun.Tests.Exporting.ReportData;

namespace SfnMapRun.Tests.Exporting;

/// <summary>What the page says. How it looks is looked at in a browser: tests/Pester/ExportSFNMapRunReport.Tests.ps1.</summary>
public sealed class ReportPageTests
{
    private const string Hostile = "<script>alert(1)</script>\"'&\u001b[31m\u202E";

    [Fact]
    public void A_failed_run_is_told_with_all_that_a_reader_asks()
    {
        var text = TextOf(PageOf(Failed(), failures: [Failure("NoStock", 24), CutOff(12)]));
        Assert.Contains("2026-01-12 12:00 UTC (2026-01-12 13:00 +01:00 where it was made)", text, StringComparison.Ordinal);
        Assert.Contains(
            "FAILED Failed after 17m 38s: 11,949 of 12,000 items finished, 1,250 of them failed (1,200 tolerated). 51 items never started.",
            text,
            StringComparison.Ordinal);
        Assert.Contains("Finished 99% 11,949 of 12,000 items", text, StringComparison.Ordinal);
        Assert.Contains("Ran for 17m 38s 677 items a minute", text, StringComparison.Ordinal);
        Assert.Contains("Succeeded 10,099 84.2% Failed or timed out 1,250 10.4% Aborted 600 5% Not started 51 0.4%", text, StringComparison.Ordinal);
        Assert.Contains("1,651 items can be redriven until 2026-01-25 10:17:38 UTC: what failed", text, StringComparison.Ordinal);
        Assert.Contains("250 can't be redriven. Restart-SFNMapRun 'arn:", text, StringComparison.Ordinal);
        Assert.Contains("Tolerated failures 10 % of the items Redriven never", text, StringComparison.Ordinal);
        Assert.Matches("Why it failed .* 24 NoStock 2026-01-11 10:10:00 to 2026-01-11 10:12:00 UTC 12 Stopped because the Map Run failed", text);
    }

    [Fact]
    public void A_running_run_says_what_it_waits_for_and_which_children_hang()
    {
        var run = new MapRun
        {
            MapRunArn = FakeStepFunctions.MapRunArn, Status = "RUNNING", StartDate = Start, DescribedDate = Start.AddMinutes(10), MaxConcurrency = 2,
            ItemCounts = new() { Total = 100, Succeeded = 50, Running = 20, Pending = 30, Failed = 0 },
            ExecutionCounts = new() { Running = 2, Succeeded = 5, Pending = 3 },
        };
        var text = TextOf(PageOf(run, children: History(run, running: 2, succeeded: 5)));
        Assert.Contains(
            "Running for 10m 0s: 50 of 100 items finished. It is waiting for a free slot within MaxConcurrency.", text, StringComparison.Ordinal);
        Assert.Contains("Half of those that succeeded took no longer than 30s.", text, StringComparison.Ordinal);
        Assert.Matches(@"Running longest .* RUNNING-1 2026-01-11 10:01:00 9m 0s 1,000 RUNNING-0 ", text);
        Assert.DoesNotContain("Redrive ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Can be redriven", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_read_is_said_and_shown()
    {
        var run = Failed();
        run.ExecutionCounts = new() { Succeeded = 1_000_000, Failed = 2, TimedOut = 0, Aborted = 0, Running = 0 };
        var page = PageOf(run, children: History(run, failed: 2, succeeded: 40, most: 30), problems: ["The rest is missing."]);
        var text = TextOf(page);
        Assert.Contains("Succeeded 28 of 1,000,000 read, at most ", text, StringComparison.Ordinal);
        Assert.Contains("SUCCEEDED: 28 of 1,000,000, the latest, which started from 2026-01-11 10:27:00 UTC on ( -MaxExecutions reads more)", text, StringComparison.Ordinal);
        Assert.Contains("FAILED: all 2.", text, StringComparison.Ordinal);
        Assert.Contains("Could not be read: The rest is missing.", text, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "class=\"s-unread\""));
    }

    [Theory]
    [InlineData("2026-01-26", 1651, "A redrive was possible until 2026-01-25 10:17:38 UTC, and no longer is.")]
    [InlineData("2026-01-12", 0, "No items can be redriven.")]
    [InlineData("2026-01-12", null, "A redrive is possible until 2026-01-25 10:17:38 UTC. How many items it would run is not known")]
    public void A_redrive_is_promised_only_where_it_is_possible(string described, int? redrivable, string expected)
    {
        var run = Failed();
        run.DescribedDate = DateTime.SpecifyKind(DateTime.Parse(described, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);
        run.ItemCounts!.FailuresNotRedrivable = redrivable is null ? null : redrivable == 0 ? 1850 : 250;
        run.ItemCounts.Pending = redrivable == 0 ? 0 : 51;
        Assert.Contains(expected, TextOf(PageOf(run)), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_the_service_is_shown_and_does_nothing()
    {
        var arn = $"arn:aws:states:eu-central-1:123456789012:mapRun:{Hostile}/{Hostile}:{Hostile}";
        var run = new MapRun { MapRunArn = arn, ExecutionArn = arn, Status = Hostile, ItemCounts = new() { Total = 1 }, ExecutionCounts = new() { Running = 1 } };
        var history = History(run, running: 1, name: Hostile);
        var failure = Failure(Hostile, 1);
        (failure.CauseShape, failure.SampleCause, failure.SampleExecutionArn) = (Hostile, $"{Hostile}\n{Hostile}", arn);
        var page = ReportPage.Of([new MapRunReport(run, [failure], history, [Hostile]), Report(run)], [(Hostile, Hostile)], Now);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("[\u0000-\u0009\u000B-\u001F\u202A-\u202E]", page);
        Assert.True(Regex.Count(page, "&lt;script&gt;alert\\(1\\)&lt;/script&gt;&quot;&#39;&amp;␛\\[31m\uFFFD") >= 15);
        Assert.Contains(Hostile.Replace("\u001b", "␛", StringComparison.Ordinal).Replace('\u202E', '\uFFFD'), TextOf(page), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_needs_nothing_from_elsewhere()
    {
        var page = PageOf(Failed(), failures: [Failure("NoStock", 24)], children: History(Failed(), failed: 3, succeeded: 3));
        Assert.DoesNotMatch(@"(?i)<(script|link|iframe|img|object)\b|\b(src|on\w+)=|https?:|@import|url\((?!#)", page);
        Assert.Contains("default-src &#39;none&#39;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_runs_begin_with_a_list_of_them_and_of_those_that_are_missing()
    {
        var page = ReportPage.Of([Report(Failed()), Report(new MapRun { MapRunArn = FakeStepFunctions.MapRunArn, Status = "RUNNING" })], [("arn:x", "Not found.")], Now);
        Assert.Matches("2 Map Runs FAILED Orders/Import:5f1c 99%, 1,250 failed RUNNING Orders/Import:5f1c -, - failed Not in this report: arn:x Not found.", TextOf(page));
        Assert.All(Regex.Matches(page, "href=\"#([^\"]+)\"").Select(link => link.Groups[1].Value), id => Assert.Contains($"id=\"{id}\"", page, StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_of_which_nothing_is_known_is_a_page_too()
    {
        var text = TextOf(PageOf(new MapRun()));
        Assert.Contains("Status not known.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Items ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_too_long_is_cut_and_says_so()
    {
        var failure = Failure("NoStock", 1);
        failure.SampleCause = new string('x', 1999) + "😀" + new string('x', 5000);
        var text = TextOf(PageOf(Failed(), failures: [failure, .. Enumerable.Range(0, 40).Select(_ => Failure("Other", 2))]));
        Assert.Contains("xxx… (7,001 characters in all)", text, StringComparison.Ordinal);
        Assert.Contains("And 16 more groups, of 32 child executions: Get-SFNMapRunFailure lists them.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2000, "", "x</pre>")]
    [InlineData(2000, "y", "x… (2,001 characters in all)</pre>")]
    [InlineData(1999, "😀", "x… (2,001 characters in all)</pre>")]
    public void A_cause_is_cut_where_it_is_too_long_and_never_within_a_character(int length, string rest, string expected)
    {
        var failure = Failure("NoStock", 1);
        failure.SampleCause = new string('x', length) + rest;
        Assert.Contains(expected, PageOf(Failed(), failures: [failure]), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_as_many_groups_as_are_shown_none_is_left() => Assert.DoesNotContain(
        "more group", PageOf(Failed(), failures: [.. Enumerable.Range(0, 25).Select(_ => Failure("Other", 2))]), StringComparison.Ordinal);

    [Fact]
    public void Every_length_of_time_is_a_plot_with_an_end()
    {
        foreach (var days in new[] { 0.0, 0.01, 0.5, 2, 40, 4000 })
        {
            var run = Failed();
            run.StopDate = Start.AddDays(days);
            run.RedriveDate = Start.AddDays(days / 2);
            var page = PageOf(run, children: History(run, failed: 3, succeeded: 3));
            Assert.InRange(Regex.Count(page, "<text "), 1, 8);
            Assert.Equal(2, Regex.Count(page, "class=\"mark\""));
        }
    }

    private static MapRunReport Report(MapRun run) => new(run, [], new ChildHistory(), []);

    private static string PageOf(MapRun run, MapRunFailure[]? failures = null, ChildHistory? children = null, string[]? problems = null) =>
        ReportPage.Of([new MapRunReport(run, failures ?? [], children ?? new ChildHistory(), problems ?? [])], [], Now);

    // All that a reader sees, its parts with a space between them.
    private static string TextOf(string page)
    {
        var body = XDocument.Parse("<r>" + Regex.Match(page, "(?s)<main>.*</main>").Value.Replace("<wbr/>", string.Empty, StringComparison.Ordinal) + "</r>");
        body.Descendants("title").Remove();
        return Regex.Replace(string.Join(' ', body.DescendantNodes().OfType<XText>().Select(text => text.Value)), @"\s+", " ");
    }
}
