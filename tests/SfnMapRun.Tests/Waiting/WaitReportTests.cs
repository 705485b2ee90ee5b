using SfnMapRun.Calls;
using SfnMapRun.Reporting;
using SfnMapRun.Waiting;

namespace SfnMapRun.Tests.Waiting;

/// <summary>What a wait tells its user, on a virtual clock.</summary>
public sealed class WaitReportTests
{
    private readonly VirtualTime _time = new();
    private readonly FakeStepFunctions _service;

    public WaitReportTests() => _service = new FakeStepFunctions(_time) { Latency = TimeSpan.Zero, MaxAttempts = 1 };

    [Fact]
    public void One_that_stops_is_output_and_its_bar_taken_away()
    {
        _service.DescribeMapRun = arn => Run(arn, _time.Elapsed.TotalSeconds < 7 ? "RUNNING" : "SUCCEEDED", 30);
        var output = Wait(["5f1c"]);
        Assert.Equal(["Progress", "Verbose", "Progress", "Verbose", "Progress", "Item"], output.Select(item => item.GetType().Name));
        var bar = Assert.IsType<Output.Progress>(output[0]);
        Assert.Equal((1, null, "Orders/Import:5f1c", "30/100 items, 0 failed", 30), (bar.Bar, bar.Parent, bar.Activity, bar.Status, bar.Percent));
        Assert.True(Assert.IsType<Output.Progress>(output[4]).IsCompleted);
    }

    [Theory]
    [InlineData("FAILED", true, "MapRunFailed")]
    [InlineData("ABORTED", true, "MapRunAborted")]
    [InlineData("FAILED", false, null)]
    [InlineData("SUCCEEDED", true, null)]
    public void A_failure_is_an_error_after_the_object_where_that_is_wanted(string status, bool errorOnFailure, string? kind)
    {
        _service.DescribeMapRun = arn => Run(arn, status, 100);
        var output = Wait(["5f1c"], errorOnFailure: errorOnFailure).Where(item => item is Output.Item or Output.Error).ToArray();
        Assert.Equal(status, ((MapRun)Assert.IsType<Output.Item>(output[0]).Value).Status);
        var error = output.ElementAtOrDefault(1) as Output.Error;
        Assert.Equal(kind, error?.Exception.Kind.Id);
        Assert.Equal(kind is null ? null : status, error?.Exception.MapRun?.Status);
    }

    [Fact]
    public void Where_nothing_can_be_seen_there_is_a_warning_and_again_with_its_age_and_the_time_out_says_why()
    {
        _service.DescribeMapRun = _ => throw TestKinds.Failure("EndpointUnreachable");
        var output = Wait(["a", "b"], timeout: TimeSpan.FromMinutes(25));
        Assert.Equal(
            [
                "Still waiting, though nothing was seen of Orders/Import:a and 1 more for 15s: EndpointUnreachable.",
                "Still waiting, though nothing was seen of Orders/Import:a and 1 more for 10m 15s: EndpointUnreachable.",
                "Still waiting, though nothing was seen of Orders/Import:a and 1 more for 20m 15s: EndpointUnreachable.",
            ],
            output.OfType<Output.Warning>().Select(warning => warning.Text));
        var errors = output.OfType<Output.Error>().ToArray();
        Assert.All(errors, error => Assert.Equal("WaitTimedOut", error.Exception.Kind.Id));
        Assert.Equal("The Map Run Orders/Import:a could not be polled for 25m 0s: EndpointUnreachable.", errors[0].Exception.Message);
    }

    [Fact]
    public void One_poll_that_takes_long_to_fail_is_a_warning_too()
    {
        _service.Latency = TimeSpan.FromSeconds(70);
        _service.DescribeMapRun = _ => throw TestKinds.Failure("RequestTimeout");
        Assert.Equal(
            "Still waiting, though nothing was seen of Orders/Import:a for 1m 10s: RequestTimeout.",
            Wait(["a"], timeout: TimeSpan.FromSeconds(80)).OfType<Output.Warning>().Single().Text);
    }

    [Fact]
    public void Until_a_poll_has_ended_a_bar_says_at_which_attempt_it_is_and_why_the_last_one_failed()
    {
        _service.Latency = TimeSpan.FromSeconds(30);
        _service.MaxAttempts = 3;
        _service.DescribeMapRun = arn => _service.Requests.Count < 3 ? throw TestKinds.Failure("RequestTimeout") : Run(arn, "SUCCEEDED", 100);
        var output = Wait(["a"]);
        var bars = output.OfType<Output.Progress>().Where(bar => !bar.IsCompleted).Select(bar => (bar.Bar, bar.Activity, bar.Status, bar.Percent)).ToArray();
        Assert.Equal((1, "Orders/Import:a", "no response yet, attempt 1", null), bars[0]);
        Assert.Equal(
            ["no response yet, attempt 1", "no response yet, attempt 1, RequestTimeout", "no response yet, attempt 2, RequestTimeout", "no response yet, attempt 3, RequestTimeout"],
            bars.Select(bar => bar.Status).Distinct());
        Assert.True(output.OfType<Output.Progress>().Last().IsCompleted);
    }

    [Fact]
    public void Where_there_are_several_the_bar_over_all_says_that_there_is_no_response()
    {
        _service.Latency = TimeSpan.FromSeconds(5);
        _service.DescribeMapRun = arn => Run(arn, "SUCCEEDED", 100);
        var bars = Wait(["a", "b"]).OfType<Output.Progress>().ToArray();
        Assert.Equal(
            ["0 of 2 stopped", "no response yet, attempt 2", "no response yet, attempt 2", "1 of 2 stopped, 100/100 items, 0 failed", "2 of 2 stopped, 200/200 items, 0 failed"],
            bars.Select(bar => bar.Status));
        Assert.All(bars, bar => Assert.Equal(0, bar.Bar));
    }

    [Fact]
    public void A_bar_says_how_long_nothing_was_seen_and_keeps_what_was()
    {
        _service.DescribeMapRun = arn => _time.Elapsed.TotalSeconds is > 7 and < 20 ? throw TestKinds.Failure("EndpointUnreachable")
            : Run(arn, _time.Elapsed.TotalSeconds < 30 ? "RUNNING" : "SUCCEEDED", 40);
        var bars = Wait(["a"]).OfType<Output.Progress>().Select(bar => (bar.Status, bar.Percent)).Distinct().ToArray();
        Assert.Equal(
            [("40/100 items, 0 failed", 40), ("not seen for 5s, EndpointUnreachable", 40), ("not seen for 10s, EndpointUnreachable", 40), ("Done", null)],
            bars);
    }

    [Fact]
    public void One_that_was_seen_before_is_said_to_have_been_running_when_last_seen()
    {
        _service.DescribeMapRun = arn => _time.Elapsed.TotalSeconds > 7 ? throw TestKinds.Failure("EndpointUnreachable") : Run(arn, "RUNNING", 40);
        Assert.Equal(
            "The Map Run Orders/Import:a had not stopped after 1m 0s: RUNNING, 40 of 100 items, 0 failed, when last seen; EndpointUnreachable.",
            Wait(["a"], TimeSpan.FromMinutes(1)).OfType<Output.Error>().Single().Exception.Message);
        _service.DescribeMapRun = arn => Run(arn, "RUNNING", 40);
        Assert.Equal(
            "The Map Run Orders/Import:a had not stopped after 1m 0s: RUNNING, 40 of 100 items, 0 failed.",
            Wait(["a"], TimeSpan.FromMinutes(1)).OfType<Output.Error>().Single().Exception.Message);
    }

    [Fact]
    public void Of_many_only_eight_have_a_bar_and_one_bar_is_over_all()
    {
        _service.DescribeMapRun = arn => Run(arn, _time.Elapsed.TotalSeconds < 7 ? "RUNNING" : arn.EndsWith(":3", StringComparison.Ordinal) ? "FAILED" : "SUCCEEDED", 100);
        var bars = Wait(Enumerable.Range(0, 12).Select(i => $"{i}")).OfType<Output.Progress>().ToArray();
        Assert.Equal(Enumerable.Range(0, 9), bars.Select(bar => bar.Bar).Distinct().Order());
        Assert.All(bars.Where(bar => bar is { Bar: > 0, IsCompleted: false }), bar => Assert.Equal((0, 99), (bar.Parent, bar.Percent)));
        Assert.Equal("0 of 12 stopped, 4 without a bar", bars[0].Status);
        Assert.Contains("0 of 12 stopped, 1200/1200 items, 0 failed, 4 without a bar", bars.Select(bar => bar.Status));
        Assert.Equal("12 of 12 stopped (1 without success), 1200/1200 items, 0 failed", bars[^1].Status);
        Assert.True(bars[^1].IsCompleted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Where_no_bars_are_shown_there_is_a_line_every_five_minutes(bool heartbeat)
    {
        _service.DescribeMapRun = arn => Run(arn, _time.Elapsed.TotalMinutes < 11 ? "RUNNING" : "SUCCEEDED", 40);
        string[] expected =
        [
            "Waiting for 5m 0s: Orders/Import:a: RUNNING, 40 of 100 items, 0 failed.",
            "Waiting for 10m 0s: Orders/Import:a: RUNNING, 40 of 100 items, 0 failed.",
        ];
        Assert.Equal(heartbeat ? expected : [], Wait(["a"], heartbeat: heartbeat).OfType<Output.Heartbeat>().Select(line => line.Text));
        if (heartbeat)
        {
            _service.DescribeMapRun = arn => Run(arn, _time.Elapsed.TotalMinutes < 17 ? "RUNNING" : "SUCCEEDED", 40);
            Assert.Equal("Waiting for 5m 0s: 0 of 2 stopped, 80/200 items, 0 failed", Wait(["a", "b"], heartbeat: true).OfType<Output.Heartbeat>().Single().Text);
        }
    }

    [Fact]
    public void A_line_comes_where_nothing_was_ever_seen()
    {
        _service.Latency = TimeSpan.FromMinutes(6);
        _service.DescribeMapRun = arn => Run(arn, "SUCCEEDED", 40);
        Assert.Equal("Waiting for 5m 0s: no response yet, attempt 1", Wait(["a"], heartbeat: true).OfType<Output.Heartbeat>().Single().Text);
    }

    [Fact]
    public void Absurd_counts_do_not_end_the_wait()
    {
        _service.DescribeMapRun = arn => new MapRun { MapRunArn = arn, Status = "SUCCEEDED", ItemCounts = new() { Total = long.MaxValue, Pending = 1 } };
        Assert.Equal(2, Wait(["a", "b"]).OfType<Output.Item>().Count());
    }

    [Fact]
    public void An_error_that_does_not_pass_is_one_about_that_Map_Run()
    {
        _service.DescribeMapRun = arn =>
            arn.EndsWith(":bad", StringComparison.Ordinal) ? throw TestKinds.Failure("MapRunNotFound", "x") : Run(arn, "SUCCEEDED", 100);
        var output = Wait(["bad", "good"]);
        Assert.EndsWith(":bad", Assert.Single(output.OfType<Output.Error>()).Target, StringComparison.Ordinal);
        Assert.Single(output.OfType<Output.Item>());
    }

    private static MapRun Run(string arn, string status, long finished) =>
        new() { MapRunArn = arn, Status = status, ItemCounts = new() { Total = 100, Succeeded = finished, Failed = 0 } };

    private List<Output> Wait(IEnumerable<string> ids, TimeSpan? timeout = null, bool errorOnFailure = false, bool heartbeat = false)
    {
        List<Output> output = [];
        _time.Run(async () =>
        {
            var waiter = new MapRunWaiter(_time, TimeSpan.FromSeconds(5), timeout);
            var runner = new CallRunner(16, _time, new Random(1));
            var calls = _service.Calls(runner: runner);
            foreach (var id in ids)
            {
                waiter.Add(calls, FakeStepFunctions.Arn($"arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:{id}"));
            }

            output = await FakeStepFunctions.ListAsync(new WaitReport(waiter, new WaitSettings(timeout, errorOnFailure, heartbeat), runner.Counts, _time).RunAsync(default));
        });
        return output;
    }
}
