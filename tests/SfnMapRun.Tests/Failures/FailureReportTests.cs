using SfnMapRun.Calls;
using SfnMapRun.Failures;
using SfnMapRun.Model;
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
    private string _status = "FAILED";
    private MapRunExecution _parent = Parent("FAILED", "States.ExceedToleratedFailureThreshold", "too many");
    private MapRunExecutionCounts _counts = new() { Failed = 30, TimedOut = 2, Aborted = 0 };

    public FailureReportTests()
    {
        _service = new FakeStepFunctions(_time);
        _runner = new CallRunner(16, _time, new Random(1));
        _progress = new BatchProgress("Sampling", "child execution", _runner, _time, _ => { });
        _service.DescribeMapRun = arn =>
            new MapRun { MapRunArn = arn, ExecutionArn = FakeStepFunctions.ExecutionArn, Status = _status, ExecutionCounts = _counts };
        _service.ListExecutions = (filter, token) =>
        {
            var from = token is null ? 1 : 11;
            var count = filter.Status == "FAILED" ? 10 : 2;
            return new Page<MapRunExecution>(
                FakeStepFunctions.Children(filter.Status!, from, count), filter.Status == "FAILED" && token is null ? "second" : null);
        };
        _service.DescribeExecution = arn =>
        {
            if (arn == FakeStepFunctions.ExecutionArn)
            {
                return _parent;
            }

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
        Assert.Equal(1 + 12, _service.Requests.Count(request => request.StartsWith("DescribeExecution", StringComparison.Ordinal)));
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
        _parent = Parent("FAILED", "States.Runtime", "no permission");
        var failure = Items(Report(500)).Single();
        Assert.Equal(("MapRun", "States.Runtime", "no permission", 0L), (failure.Scope, failure.Error, failure.CauseShape, failure.Executions));
        Assert.Equal((FakeStepFunctions.ExecutionArn, "FAILED"), (failure.SampleExecutionArn, failure.MapRunStatus));
    }

    [Fact]
    public void The_Map_Run_s_own_error_comes_first_whatever_its_children_did()
    {
        _parent = Parent("FAILED", "States.Runtime", "no permission");
        var failures = Items(Report(500));
        Assert.Equal(
            [("MapRun", "States.Runtime", 0L), ("ChildExecution", "NoStock", 20), ("ChildExecution", "States.Timeout", 2)],
            failures.Select(failure => (failure.Scope!, failure.Error!, failure.Executions)));
        Assert.All(failures, failure => Assert.Equal((22L, 32L), (failure.SampledExecutions, failure.UnsuccessfulExecutions!.Value)));
    }

    [Fact]
    public void That_too_many_children_failed_is_told_by_the_children()
    {
        _parent = Parent("FAILED", "States.ExceedToleratedFailureThreshold", "The specified tolerated failure threshold was exceeded");
        Assert.All(Items(Report(500)), failure => Assert.Equal("ChildExecution", failure.Scope));
        Assert.DoesNotContain(_service.Requests, request => request.StartsWith("GetExecutionHistory", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("RUNNING", null)]
    [InlineData("SUCCEEDED", null)]
    [InlineData("FAILED", "Notified")]
    public void An_execution_that_went_on_after_the_failure_has_it_in_its_history(string status, string? laterError)
    {
        _parent = Parent(status, laterError, null);
        _service.GetExecutionHistory = _ => new Page<ExecutionEvent>(
            [
                Event(9, 8, "FailStateEntered"),
                Event(8, 6, "MapRunFailed", error: "Other", cause: "of another Map Run"),
                Event(7, 5, "MapRunFailed", error: "S3.AccessDenied", cause: "can't write"),
                Event(6, 3, "MapRunStarted", FakeStepFunctions.MapRunArn + "-other"),
                Event(5, 4, "MapRunRedriven", FakeStepFunctions.MapRunArn),
                Event(4, 3, "MapRunStarted", FakeStepFunctions.MapRunArn),
            ],
            null);
        var failure = Items(Report(500))[0];
        Assert.Equal(("MapRun", "S3.AccessDenied", "can't write"), (failure.Scope, failure.Error, failure.SampleCause));
    }

    [Fact]
    public void What_no_event_of_the_Map_Run_says_it_has_not_failed_of()
    {
        // Not even an error that an execution has which succeeded.
        _parent = Parent("SUCCEEDED", "X", "y");
        _service.GetExecutionHistory = _ => new Page<ExecutionEvent>(
            [Event(5, 4, "MapStateExited"), Event(4, 3, "MapRunStarted", FakeStepFunctions.MapRunArn)], null);
        Assert.All(Items(Report(500)), failure => Assert.Equal("ChildExecution", failure.Scope));
        _status = "ABORTED";
        Assert.All(Items(Report(500)), failure => Assert.Equal("ChildExecution", failure.Scope));
    }

    [Fact]
    public void A_history_under_a_key_is_one_error_and_the_rest_is_told()
    {
        _parent = Parent("SUCCEEDED", null, null);
        _service.GetExecutionHistory = _ => throw TestKinds.Failure("KmsAccessDenied", "KmsAccessDeniedException");
        var output = Report(500);
        Assert.Equal("KmsAccessDenied", Assert.Single(output.OfType<Output.Error>()).Exception.Kind.Id);
        Assert.Equal(2, Items(output).Length);
    }

    [Fact]
    public void Aborted_children_are_sampled_too()
    {
        _counts = new() { Failed = 0, TimedOut = 0, Aborted = 2 };
        Assert.Equal("ABORTED", Assert.Single(Items(Report(500))).Status);
        Assert.Equal("ListExecutions", Assert.Single(_service.Requests, request => request.Contains(" ABORTED", StringComparison.Ordinal)).Split(' ')[0]);
    }

    [Fact]
    public void A_history_is_read_to_the_start_of_the_Map_Run_and_no_further_than_a_thousand_events()
    {
        _parent = Parent("SUCCEEDED", null, null);
        var pages = 0;
        _service.GetExecutionHistory = _ =>
        {
            pages++;
            return new Page<ExecutionEvent>([.. Enumerable.Range(0, 100).Select(i => Event(100_000 - (100 * pages) - i, 1, "PassStateExited"))], $"more-{pages}");
        };
        Assert.All(Items(Report(500)), failure => Assert.Equal("ChildExecution", failure.Scope));
        Assert.Equal(10, pages);

        _service.GetExecutionHistory = _ =>
        {
            pages++;
            return new Page<ExecutionEvent>([Event(4, 3, "MapRunStarted", FakeStepFunctions.MapRunArn)], $"more-{pages}");
        };
        Report(500);
        Assert.Equal(11, pages);
    }

    [Fact]
    public void Without_the_history_the_error_of_the_execution_is_the_next_best()
    {
        _service.GetExecutionHistory = _ => throw TestKinds.Failure("AccessDenied", "AccessDeniedException");
        _parent = Parent("FAILED", "Notified", "by a Fail state");
        var output = Report(500);
        Assert.Equal(("MapRun", "Notified"), (Items(output)[0].Scope, Items(output)[0].Error));
        Assert.Empty(output.OfType<Output.Error>());

        _parent = Parent("SUCCEEDED", null, null);
        output = Report(500);
        Assert.Equal("AccessDenied", Assert.Single(output.OfType<Output.Error>()).Exception.Kind.Id);
        Assert.Equal(2, Items(output).Length);
    }

    [Fact]
    public void One_that_was_aborted_has_the_reason_of_whoever_stopped_it()
    {
        _status = "ABORTED";
        _parent = Parent("ABORTED", null, "stopped by the night shift");
        Assert.Equal(("MapRun", "stopped by the night shift"), (Items(Report(500))[0].Scope, Items(Report(500))[0].SampleCause));
        _parent = Parent("ABORTED", null, null);
        Assert.Equal("ChildExecution", Items(Report(500))[0].Scope);
    }

    [Fact]
    public void A_payload_under_a_key_is_one_error_and_the_children_are_grouped_by_status()
    {
        _service.PayloadRefusal = TestKinds.Failure("KmsAccessDenied", "KmsAccessDeniedException");
        _service.DescribeExecution = arn => arn == FakeStepFunctions.ExecutionArn
            ? Parent("FAILED", null, null)
            : new MapRunExecution { ExecutionArn = arn, Status = arn.Split(':')[^1].Split('-')[0] };
        var output = Report(500);
        var error = Assert.Single(output.OfType<Output.Error>());
        Assert.Equal(("KmsAccessDenied", FakeStepFunctions.MapRunArn), (error.Exception.Kind.Id, error.Target));
        Assert.Equal(
            [("FAILED", null, 20L), ("TIMED_OUT", null, 2)], Items(output).Select(failure => (failure.Status!, failure.Error, failure.Executions)));
    }

    [Fact]
    public void An_execution_that_can_not_be_described_is_an_error_and_the_children_are_told_of()
    {
        var describe = _service.DescribeExecution;
        _service.DescribeExecution = arn =>
            arn == FakeStepFunctions.ExecutionArn ? throw TestKinds.Failure("ExecutionNotFound", "ExecutionDoesNotExist") : describe(arn);
        var output = Report(500);
        Assert.Equal("ExecutionNotFound", Assert.Single(output.OfType<Output.Error>()).Exception.Kind.Id);
        Assert.Equal(2, Items(output).Length);
    }

    private static MapRunExecution Parent(string status, string? error, string? cause) => new()
    {
        ExecutionArn = FakeStepFunctions.ExecutionArn,
        Status = status,
        StopDate = status == "RUNNING" ? null : DateTime.UnixEpoch,
        Error = error,
        Cause = cause,
    };

    private static ExecutionEvent Event(long id, long previous, string type, string? mapRun = null, string? error = null, string? cause = null) =>
        new(id, previous, DateTime.UnixEpoch, type, mapRun, error, cause);

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
