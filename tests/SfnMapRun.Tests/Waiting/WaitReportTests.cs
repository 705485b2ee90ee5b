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
        Assert.Equal((1, null, "Import:5f1c", "RUNNING 30/100 items", 30), (bar.Bar, bar.Parent, bar.Activity, bar.Status, bar.Percent));
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
    public void Three_failed_polls_in_a_row_are_a_warning_once_and_the_time_out_says_why()
    {
        _service.DescribeMapRun = _ => throw TestKinds.Failure("EndpointUnreachable");
        var output = Wait(["a", "b"], timeout: TimeSpan.FromMinutes(2));
        Assert.StartsWith(
            "Still waiting, though nothing can be seen of", Assert.Single(output.OfType<Output.Warning>()).Text, StringComparison.Ordinal);
        var errors = output.OfType<Output.Error>().ToArray();
        Assert.All(errors, error => Assert.Equal("WaitTimedOut", error.Exception.Kind.Id));
        Assert.EndsWith(" had not stopped after 2m 0s: EndpointUnreachable.", errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_only_eight_have_a_bar_and_one_bar_is_over_all()
    {
        _service.DescribeMapRun = arn => Run(arn, _time.Elapsed.TotalSeconds < 7 ? "RUNNING" : "SUCCEEDED", 100);
        var bars = Wait(Enumerable.Range(0, 12).Select(i => $"{i}")).OfType<Output.Progress>().ToArray();
        Assert.Equal(Enumerable.Range(0, 9), bars.Select(bar => bar.Bar).Distinct().Order());
        Assert.All(bars.Where(bar => bar is { Bar: > 0, IsCompleted: false }), bar => Assert.Equal((0, 99), (bar.Parent, bar.Percent)));
        Assert.Equal("0 of 12 have stopped, 0 with success", bars[0].Status);
        Assert.Equal("12 of 12 have stopped, 12 with success", bars[^1].Status);
        Assert.True(bars[^1].IsCompleted);
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
        new() { MapRunArn = arn, Status = status, ItemCounts = new() { Total = 100, Succeeded = finished } };

    private List<Output> Wait(IEnumerable<string> ids, TimeSpan? timeout = null, bool errorOnFailure = false)
    {
        List<Output> output = [];
        _time.Run(async () =>
        {
            var waiter = new MapRunWaiter(_time, TimeSpan.FromSeconds(5), timeout);
            var calls = _service.Calls();
            foreach (var id in ids)
            {
                waiter.Add(calls, FakeStepFunctions.Arn($"arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:{id}"));
            }

            output = await FakeStepFunctions.ListAsync(new WaitReport(waiter, timeout, errorOnFailure).RunAsync(default));
        });
        return output;
    }
}
