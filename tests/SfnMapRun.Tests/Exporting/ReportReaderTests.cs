using SfnMapRun.Calls;
using SfnMapRun.Exporting;
using SfnMapRun.Reporting;

namespace SfnMapRun.Tests.Exporting;

/// <summary>What a report reads, in which calls, and what it takes note of where something can't be read.</summary>
public sealed class ReportReaderTests : IDisposable
{
    private const int PageSize = 10;
    private static readonly DateTime Start = new(2026, 1, 11, 10, 0, 0, DateTimeKind.Utc);

    private readonly VirtualTime _time = new();
    private readonly FakeStepFunctions _service;
    private readonly CallRunner _runner;
    private readonly BatchProgress _progress;
    private readonly MapRunExecutionCounts _counts = new() { Failed = 3, TimedOut = 0, Aborted = 0, Running = 2, Succeeded = 35, Total = 40 };
    private readonly Dictionary<string, int> _lists = new() { ["FAILED"] = 3, ["RUNNING"] = 2, ["SUCCEEDED"] = 35 };

    public ReportReaderTests()
    {
        _service = new FakeStepFunctions(_time);
        _runner = new CallRunner(16, _time, new Random(1));
        _progress = new BatchProgress("Reading", "child execution", _runner, _time, _ => { });
        _service.DescribeMapRun = arn => new MapRun { MapRunArn = arn, Status = "RUNNING", ExecutionCounts = _counts };
        _service.DescribeExecution = arn => new MapRunExecution { ExecutionArn = arn, Status = "FAILED", Error = "NoStock" };
        _service.ListExecutions = (filter, token) =>
        {
            var first = token is null ? 0 : int.Parse(token, System.Globalization.CultureInfo.InvariantCulture);
            var count = Math.Min(PageSize, _lists[filter.Status!] - first);
            var more = first + count < _lists[filter.Status!] ? $"{first + count}" : null;
            return new([.. Enumerable.Range(first, count).Select(i => Child(filter.Status!, i))], more);
        };
    }

    public void Dispose() => _progress.Dispose();

    [Fact]
    public void All_is_read_where_there_is_room_and_nothing_is_listed_that_is_not_there()
    {
        var (report, output) = Read();
        Assert.Empty(output);
        Assert.Equal(
            [("FAILED", 3L, true), ("RUNNING", 2L, true), ("SUCCEEDED", 35L, true)],
            report.Children.Series.Select(series => (series.Status, series.Read, series.IsComplete)));
        Assert.Equal(["FAILED", "FAILED", "RUNNING", "SUCCEEDED", "SUCCEEDED", "SUCCEEDED", "SUCCEEDED"], Lists());
        Assert.Single(_service.Requests, request => request.StartsWith("DescribeMapRun", StringComparison.Ordinal));
        Assert.Equal(("NoStock", 3L), (report.Failures[0].Error, report.Failures[0].Executions));
        Assert.Equal(35, report.Children.Series[2].Stops.Count);
    }

    [Fact]
    public void No_page_is_read_beyond_what_was_asked_for_and_what_was_left_out_is_known()
    {
        var series = Read(maxExecutions: 25).Report.Children.Series;
        Assert.Equal([(3L, true), (2L, true), (20L, false)], series.Select(one => (one.Read, one.IsComplete)));
        Assert.Equal((35L, Start.AddMinutes(-19)), (series[2].Total, series[2].ReadSince));
        Assert.Null(series[0].ReadSince);
        Assert.Equal(2, Lists().Count(status => status == "SUCCEEDED"));
    }

    [Fact]
    public void More_than_were_counted_are_read_too()
    {
        _lists["RUNNING"] = 4;
        Assert.Equal((4L, 4L, true), Of(Read().Report.Children.Series[1]));

        static (long?, long, bool) Of(ChildSeries series) => (series.Total, series.Read, series.IsComplete);
    }

    [Fact]
    public void The_ones_that_run_longest_come_first_and_a_redrive_counts_anew()
    {
        _lists["RUNNING"] = 30;
        var list = _service.ListExecutions;
        _service.ListExecutions = (filter, token) =>
        {
            var page = list(filter, token);
            foreach (var child in page.Items.Where(child => child.Name == "RUNNING-29"))
            {
                child.RedriveDate = Start;
            }

            return page;
        };
        var children = Read().Report.Children;
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"RUNNING-{28 - i}"), children.Stragglers.Select(child => child.Name));
        Assert.Equal(17.0, children.MedianSeconds);
    }

    [Fact]
    public void A_list_that_breaks_off_is_an_error_and_the_rest_is_in_the_report()
    {
        var list = _service.ListExecutions;
        _service.ListExecutions = (filter, token) =>
            filter.Status == "SUCCEEDED" && token is not null ? throw TestKinds.Failure("PageTokenExpired", "InvalidToken") : list(filter, token);
        var (report, output) = Read();
        Assert.Equal("PageTokenExpired", Assert.IsType<Output.Error>(Assert.Single(output)).Exception.ErrorId);
        Assert.Equal(["PageTokenExpired."], report.Problems);
        Assert.Equal((10L, false), (report.Children.Series[2].Read, report.Children.Series[2].IsComplete));
    }

    [Fact]
    public void A_list_that_never_begins_was_not_read()
    {
        var list = _service.ListExecutions;
        _service.ListExecutions = (filter, token) =>
            filter.Status == "SUCCEEDED" ? throw TestKinds.Failure("PageTokenExpired", "InvalidToken") : list(filter, token);
        var series = Read().Report.Children.Series[2];
        Assert.Equal((0L, false, (DateTime?)null), (series.Read, series.IsComplete, series.ReadSince));
    }

    [Fact]
    public void That_nothing_may_be_listed_is_said_once()
    {
        _service.ListExecutions = (_, _) => throw TestKinds.Failure("AccessDenied", "AccessDeniedException");
        var (report, output) = Read();
        Assert.Single(output.OfType<Output.Error>());
        Assert.Equal(["AccessDenied."], report.Problems);
    }

    [Fact]
    public void A_Map_Run_that_can_not_be_described_is_missing()
    {
        _service.DescribeMapRun = _ => throw TestKinds.Failure("MapRunNotFound", "ResourceNotFound");
        var reader = new ReportReader(500, 1000, 16, _progress);
        Assert.Throws<StepFunctionsException>(() => Run(reader));
        Assert.Empty(reader.Reports);
        Assert.Equal([(FakeStepFunctions.MapRunArn, "MapRunNotFound.")], reader.Missing);
    }

    [Fact]
    public void One_that_comes_twice_is_read_once()
    {
        var reader = new ReportReader(500, 1000, 16, _progress);
        Run(reader);
        Run(reader);
        Assert.Single(reader.Reports);
    }

    private static MapRunExecution Child(string status, int number) => new()
    {
        Name = $"{status}-{number}",
        ExecutionArn = $"arn:aws:states:eu-central-1:123456789012:execution:Orders/Import:{status}-{number}",
        Status = status,
        StartDate = Start.AddMinutes(-number),
        StopDate = status == "RUNNING" ? null : Start.AddMinutes(-number).AddSeconds(number),
    };

    private (MapRunReport Report, List<Output> Output) Read(int maxExecutions = 1000)
    {
        var reader = new ReportReader(500, maxExecutions, 16, _progress);
        var output = Run(reader);
        return (Assert.Single(reader.Reports), output);
    }

    private List<Output> Run(ReportReader reader)
    {
        List<Output> output = [];
        _time.Run(async () =>
            output = await FakeStepFunctions.ListAsync(reader.ReadAsync(_service.Calls(runner: _runner), FakeStepFunctions.Arn(), default)));
        return output;
    }

    private IEnumerable<string> Lists() => _service.Requests
        .Where(request => request.StartsWith("ListExecutions", StringComparison.Ordinal)).Select(request => request.Split(' ')[3]);
}
