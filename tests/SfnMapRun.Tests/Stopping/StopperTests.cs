using SfnMapRun.Calls;
using SfnMapRun.Reporting;
using SfnMapRun.Stopping;

namespace SfnMapRun.Tests.Stopping;

/// <summary>Stops on a virtual clock, without PowerShell.</summary>
public sealed class StopperTests
{
    private const string Sibling = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Notify:6a2d";
    private static readonly DateTime StopDate = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);
    private readonly VirtualTime _time = new();
    private readonly FakeStepFunctions _service;
    private readonly List<(string? Error, string? Cause)> _stops = [];
    private TimeSpan _windingDown = TimeSpan.FromSeconds(5);
    private TimeSpan? _stoppedAt;

    public StopperTests()
    {
        _service = new FakeStepFunctions(_time) { Latency = TimeSpan.Zero };
        _service.DescribeMapRun = arn => _stoppedAt + _windingDown <= _time.Elapsed
            ? new MapRun { MapRunArn = arn, ExecutionArn = FakeStepFunctions.ExecutionArn, Status = "ABORTED", StopDate = StopDate }
            : new MapRun { MapRunArn = arn, ExecutionArn = FakeStepFunctions.ExecutionArn, Status = "RUNNING" };
        _service.ListMapRuns = _ => new(
            [
                new() { MapRunArn = FakeStepFunctions.MapRunArn }, new() { MapRunArn = Sibling },
                new() { MapRunArn = $"{Sibling}-2", StopDate = StopDate }, new() { MapRunArn = $"{Sibling}-3" },
            ], null);
        _service.StopExecution = (error, cause) =>
        {
            _stops.Add((error, cause));
            _stoppedAt = _time.Elapsed;
            return StopDate;
        };
    }

    [Fact]
    public void The_execution_is_stopped_with_error_and_cause_and_nothing_is_waited_for()
    {
        var output = Stop(new Stopper("Operator", "wrong input", _time));
        Assert.Equal([("Operator", "wrong input")], _stops);
        Assert.StartsWith($"{FakeStepFunctions.ExecutionArn} was stopped at ", Assert.IsType<Output.Verbose>(Assert.Single(output)).Text, StringComparison.Ordinal);
        Assert.Equal(
            ["DescribeMapRun", "ListMapRuns", "StopExecution"], _service.Requests.Select(request => request.Split(' ')[0]));
        Assert.Contains($"StopExecution eu-central-1 {FakeStepFunctions.ExecutionArn}", _service.Requests);
    }

    [Fact]
    public void Siblings_are_stopped_with_one_call_also_where_they_have_stopped_by_then()
    {
        _windingDown = TimeSpan.Zero;
        Stop(new Stopper(null, null, _time), FakeStepFunctions.MapRunArn, Sibling, $"{Sibling}-3");
        Assert.Single(_stops);
        Assert.Single(_service.Requests, request => request.StartsWith("ListMapRuns", StringComparison.Ordinal));
    }

    [Fact]
    public void A_plan_tells_how_many_other_Map_Runs_of_the_execution_run_and_changes_nothing() => _time.Run(async () =>
    {
        var stopper = new Stopper(null, null, _time);
        var plan = await stopper.PlanAsync(_service.Calls(), FakeStepFunctions.Arn(), default);
        var other = await stopper.PlanAsync(_service.Calls(), FakeStepFunctions.Arn(Sibling), default);
        Assert.Equal((2, false, 2, false), (plan.Others, plan.IsStopped, other.Others, other.IsStopped));
        Assert.Empty(_stops);
        Assert.Single(_service.Requests, request => request.StartsWith("ListMapRuns", StringComparison.Ordinal));
    });

    [Fact]
    public void Who_may_not_list_them_can_stop_all_the_same() => _time.Run(async () =>
    {
        _service.ListMapRuns = _ => throw TestKinds.Failure("AccessDenied", "AccessDeniedException");
        var plan = await new Stopper(null, null, _time).PlanAsync(_service.Calls(), FakeStepFunctions.Arn(), default);
        Assert.Null(plan.Others);
    });

    [Fact]
    public void Of_an_execution_whose_ARN_is_none_no_list_is_asked_for() => _time.Run(async () =>
    {
        _service.DescribeMapRun = arn => new MapRun { MapRunArn = arn, ExecutionArn = "no-arn", Status = "RUNNING" };
        Assert.Null((await new Stopper(null, null, _time).PlanAsync(_service.Calls(), FakeStepFunctions.Arn(), default)).Others);
        Assert.Single(_service.Requests);
    });

    [Fact]
    public void One_is_output_once_it_has_stopped_polled_every_two_seconds()
    {
        var stopper = new Stopper(null, null, _time);
        Stop(stopper);
        var output = Finish(stopper);
        Assert.Equal("ABORTED", ((MapRun)Assert.Single(output.OfType<Output.Item>()).Value).Status);
        Assert.Empty(output.OfType<Output.Error>());
        Assert.Equal(6, _time.Elapsed.TotalSeconds);
        Assert.Equal(1 + 4, _service.Requests.Count(request => request.StartsWith("DescribeMapRun", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_stop_that_fails_is_tried_again_and_is_none_for_siblings()
    {
        var tries = 0;
        _service.StopExecution = (_, _) => ++tries < 6 ? throw TestKinds.Failure("ServiceUnavailable") : StopDate;
        var stopper = new Stopper(null, null, _time);
        Assert.Throws<StepFunctionsException>(() => Stop(stopper));
        Assert.Equal(3, tries);
        Stop(stopper, Sibling);
        Assert.Equal(6, tries);
    }

    [Fact]
    public void What_has_stopped_and_what_names_no_execution_are_errors_without_a_stop()
    {
        _service.DescribeMapRun = arn => new MapRun { MapRunArn = arn, ExecutionArn = FakeStepFunctions.ExecutionArn, Status = "FAILED" };
        Assert.Equal("MapRunNotRunning", Assert.Throws<StepFunctionsException>(() => Stop(new Stopper(null, null, _time))).Kind.Id);
        _service.DescribeMapRun = arn => new MapRun { MapRunArn = arn, Status = "RUNNING" };
        var e = Assert.Throws<StepFunctionsException>(() => Stop(new Stopper(null, null, _time)));
        Assert.Equal(("InvalidResponse", $"The description of {FakeStepFunctions.MapRunArn} names no execution."), (e.Kind.Id, e.Message));
        Assert.Empty(_stops);
    }

    private List<Output> Stop(Stopper stopper, params string[] arns)
    {
        var written = new List<Output>();
        _time.Run(async () =>
        {
            foreach (var arn in arns.Length > 0 ? arns : [FakeStepFunctions.MapRunArn])
            {
                var plan = await stopper.PlanAsync(_service.Calls(), FakeStepFunctions.Arn(arn), default);
                written.AddRange(await FakeStepFunctions.ListAsync(stopper.RunAsync(plan, default)));
            }
        });
        return written;
    }

    private List<Output> Finish(Stopper stopper)
    {
        List<Output> written = [];
        _time.Run(async () => written = await FakeStepFunctions.ListAsync(stopper.FinishAsync(new CallCounts(), default)));
        return written;
    }
}
