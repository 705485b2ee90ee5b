using SfnMapRun.Calls;
using SfnMapRun.Failures;
using SfnMapRun.Reporting;
using SfnMapRun.Service;

namespace SfnMapRun.Tests.Failures;

/// <summary>Why Map Runs failed, without PowerShell: what is asked for, what is output, what is lost.</summary>
public sealed class FailureReportTests : IDisposable
{
    private readonly VirtualTime _time = new();
    private readonly FakeStepFunctions _service;
    private readonly CallRunner _runner;
    private readonly BatchProgress _progress;
    private MapRunExecutionCounts _counts = new() { Failed = 30, TimedOut = 2, Aborted = 0 };

    public FailureReportTests()
    {
        _service = new FakeStepFunctions(_time);
        _runner = new CallRunner(16, _time, new Random(1));
        _progress = new BatchProgress("Sampling", "child execution", _runner, _time, _ => { });
        _service.DescribeMapRun = arn =>
            new MapRun { MapRunArn = arn, ExecutionArn = FakeStepFunctions.ExecutionArn, Status = "FAILED", ExecutionCounts = _counts };
        _service.ListExecutions = (filter, token) =>
        {
            var from = token is null ? 1 : 11;
            var count = filter.Status == "FAILED" ? 10 : 2;
            return new Page<MapRunExecution>(
                FakeStepFunctions.Children(filter.Status!, from, count), filter.Status == "FAILED" && token is null ? "second" : null);
        };
        _service.DescribeExecution = arn =>
        {
            var status = arn.Split(':')[^1].Split('-')[0];
            return new MapRunExecution { ExecutionArn = arn, Status = status, Error = status == "FAILED" ? "NoStock" : "States.Timeout" };
        };
    }

    public void Dispose() => _progress.Dispose();

    [Fact]
    public void Groups_come_with_what_was_sampled_of_how_many()
    {
        var groups = Items(Report(top: 500));
        Assert.Equal([("NoStock", 20L), ("States.Timeout", 2L)], groups.Select(group => (group.Error!, group.Executions)));
        Assert.All(groups, group => Assert.Equal((22L, 32L), (group.SampledExecutions, group.UnsuccessfulExecutions!.Value)));
        Assert.Equal([200L, 20L], groups.Select(group => group.Items!.Value));
    }

    [Fact]
    public void Calls_overlap_and_no_page_is_asked_for_that_is_not_needed()
    {
        var output = Report(top: 12);
        Assert.Equal(12, _service.Requests.Count(request => request.StartsWith("DescribeExecution", StringComparison.Ordinal)));
        Assert.Equal(2, _service.Requests.Count(request => request.StartsWith("ListExecutions", StringComparison.Ordinal)));
        Assert.InRange(_service.MostInFlight, 5, 16);
        Assert.StartsWith(
            "Sampled 12 of 32 unsuccessful child executions of Orders/Import:5f1c, the latest of each status;",
            Assert.IsType<Output.Warning>(output[^1]).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_child_that_can_not_be_described_is_an_error_about_it_and_the_others_go_on()
    {
        var describe = _service.DescribeExecution;
        _service.DescribeExecution = arn =>
            arn.EndsWith(":FAILED-3", StringComparison.Ordinal) ? throw TestKinds.Failure("ExecutionNotFound", "x") : describe(arn);
        var output = Report(top: 500);
        Assert.EndsWith(":FAILED-3", Assert.Single(output.OfType<Output.Error>()).Target, StringComparison.Ordinal);
        Assert.Equal(19, Items(output)[0].Executions);
    }

    [Fact]
    public void What_was_found_before_the_rest_could_not_be_had_is_not_lost()
    {
        var list = _service.ListExecutions;
        _service.ListExecutions = (filter, token) => token is null ? list(filter, token) : throw TestKinds.Failure("PageTokenExpired", "InvalidToken");
        var output = new List<Output>();
        Assert.Equal("PageTokenExpired", Assert.Throws<StepFunctionsException>(() => Report(500, output)).Kind.Id);
        Assert.Equal(10, Items(output).Single().Executions);
        Assert.IsType<Output.Warning>(output[^1]);
    }

    [Fact]
    public void A_Map_Run_that_failed_before_its_children_has_the_reason_of_its_execution()
    {
        _counts = new() { Failed = 0, TimedOut = 0, Aborted = 0, Pending = 1, Total = 1 };
        _service.DescribeExecution = arn => new MapRunExecution { ExecutionArn = arn, Error = "States.Runtime", Cause = "no permission" };
        var failure = Items(Report(500)).Single();
        Assert.Equal(("States.Runtime", "no permission", 0L), (failure.Error, failure.CauseShape, failure.Executions));
        Assert.Equal(FakeStepFunctions.ExecutionArn, failure.SampleExecutionArn);
    }

    private static MapRunFailure[] Items(List<Output> output) => [.. output.OfType<Output.Item>().Select(item => (MapRunFailure)item.Value)];

    private List<Output> Report(int top, List<Output>? output = null)
    {
        output ??= [];
        _time.Run(async () =>
        {
            var report = new FailureReport(top, ahead: 16, _progress);
            await foreach (var item in report.RunAsync(_service.Calls(runner: _runner), FakeStepFunctions.Arn(), default))
            {
                output.Add(item);
            }
        });
        return output;
    }
}
