using LocalStepFunctions.Simulation;

namespace SfnMapRun.Tests.LocalEndpoints;

/// <summary>The model of a parent execution and its Map Runs.</summary>
public sealed class SimulatedExecutionTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly RunError Denied = new("States.Runtime", "not authorized");
    private readonly Timeline _timeline = new(Start);

    [Fact]
    public void It_ends_a_little_after_the_last_of_its_Map_Runs()
    {
        var execution = Execution(new Tolerance(100, 0));
        Advance(0);
        execution.MapRuns[1].Update(execution.MapRuns[1].Settings with { MaxConcurrency = 5 });
        Assert.Equal(RunStatus.Running, At(execution, 150).Status);
        Assert.Equal(RunStatus.Succeeded, execution.MapRuns[0].Status);
        var end = At(execution, 500);
        Assert.Equal((RunStatus.Succeeded, execution.MapRuns[1].Describe().StopDate + TimeSpan.FromSeconds(0.1)), (end.Status, end.StopDate));
    }

    [Fact]
    public void Without_Map_Runs_it_succeeds_at_once()
    {
        var execution = At(Execution(default, mapRuns: 0), 1);
        Assert.Equal((RunStatus.Succeeded, Start.AddSeconds(0.1)), (execution.Status, execution.StopDate));
    }

    [Fact]
    public void It_has_no_Map_Runs_in_its_first_moments()
    {
        var execution = Execution(default, delay: 0.2);
        Assert.Equal(RunStatus.Running, At(execution, 0.1).Status);
        Assert.Empty(execution.MapRuns);
        Advance(0.2);
        Assert.Equal(2, execution.MapRuns.Count);
    }

    [Fact]
    public void One_that_fails_aborts_the_others_and_fails_it()
    {
        var execution = Execution(new Tolerance(100, 0));
        Advance(0);
        execution.MapRuns[0].Update(execution.MapRuns[0].Settings with { Tolerance = new Tolerance(0, 15) });
        var end = At(execution, 500);
        Assert.Equal((RunStatus.Failed, RunError.ThresholdExceeded, Start.AddSeconds(20.1)), (end.Status, end.Error, end.StopDate));
        var other = execution.MapRuns[1].Describe();
        Assert.Equal((RunStatus.Aborted, Start.AddSeconds(20), 10), (other.Status, other.StopDate, other.ExecutionCounts.Aborted));

        execution.Redrive();
        Assert.All(execution.MapRuns, run => Assert.Equal((RunStatus.Running, 1), (run.Status, run.Describe().RedriveCount)));
    }

    [Fact]
    public void A_redrive_leaves_Map_Runs_that_have_succeeded_alone()
    {
        var execution = Execution(new Tolerance(100, 0));
        Advance(0);
        execution.MapRuns[0].Update(new MapRunSettings(50, new Tolerance(100, 0)));
        Advance(30);
        execution.MapRuns[1].Update(execution.MapRuns[1].Settings with { Tolerance = new Tolerance(0, 39) });
        Advance(600);
        execution.Redrive();
        var (first, second) = (execution.MapRuns[0].Describe(), execution.MapRuns[1].Describe());
        Assert.Equal((RunStatus.Succeeded, 0, RunStatus.Running, 1), (first.Status, first.RedriveCount, second.Status, second.RedriveCount));
        var state = execution.Describe();
        Assert.Equal((RunStatus.Running, null, 1, Start.AddSeconds(600), null), (state.Status, state.StopDate, state.RedriveCount, state.RedriveDate, state.Error));
        Assert.Equal(TimeSpan.FromSeconds(0.09), second.RedriveDate - state.RedriveDate);
    }

    [Fact]
    public void It_may_fail_before_any_Map_Run_begins()
    {
        var execution = Execution(default, errors: (ErrorPoint.BeforeMapRun, Denied, 1));
        var end = At(execution, 1);
        Assert.Equal((RunStatus.Failed, Denied), (end.Status, end.Error));
        Assert.Empty(execution.MapRuns);
        execution.Redrive();
        Assert.Equal(2, execution.MapRuns.Count);
    }

    [Fact]
    public void It_may_fail_after_its_Map_Runs_have_succeeded_and_a_redrive_runs_what_follows_on_them()
    {
        var execution = Execution(new Tolerance(100, 0), errors: (ErrorPoint.AfterMapRuns, Denied, 1));
        var end = At(execution, 300);
        Assert.Equal((RunStatus.Failed, Denied), (end.Status, end.Error));
        Assert.All(execution.MapRuns, run => Assert.Equal(RunStatus.Succeeded, run.Status));
        execution.Redrive();
        Assert.Equal(RunStatus.Succeeded, At(execution, 301).Status);
        Assert.Equal(2, execution.MapRuns.Count);
    }

    [Fact]
    public void The_reason_of_a_Map_Run_without_child_executions_is_that_of_its_execution()
    {
        var end = At(Execution(default, mapRuns: 1, errors: (ErrorPoint.BeforeChildren, Denied, 1)), 60);
        Assert.Equal((RunStatus.Failed, Denied, null), (end.Status, end.Error, RedriveRules.Obstacle(end, Start.AddSeconds(60))));
    }

    [Fact]
    public void A_redrive_may_fail_before_it_gets_to_the_Map_Run_and_its_count_goes_on_all_the_same()
    {
        var execution = Execution(default, mapRuns: 1, errors: (ErrorPoint.RedriveOfExecution, Denied, 1));
        Advance(60);
        var before = execution.MapRuns[0].Describe();
        execution.Redrive();
        Assert.Equal(RunStatus.Running, At(execution, 60.11).Status);
        var end = At(execution, 60.13);
        Assert.Equal((RunStatus.Failed, Denied, 1, Start.AddSeconds(60)), (end.Status, end.Error, end.RedriveCount, end.RedriveDate));
        Assert.Equal(before, execution.MapRuns[0].Describe());

        execution.Redrive();
        Assert.Equal((2, 2), (execution.Describe().RedriveCount, execution.MapRuns[0].Describe().RedriveCount));
    }

    [Fact]
    public void A_redrive_may_start_a_new_Map_Run_in_place_of_the_old()
    {
        var tooLarge = new RunError("States.DataLimitExceeded", "too large") { StartsNewMapRun = true };
        var execution = Execution(new Tolerance(100, 0), mapRuns: 1, errors: (ErrorPoint.WritingResults, tooLarge, 1));
        Assert.Equal((RunStatus.Failed, tooLarge), (At(execution, 200).Status, execution.Describe().Error));
        var old = execution.MapRuns[0].Describe();
        execution.Redrive();
        Advance(210);
        Assert.Equal((2, old), (execution.MapRuns.Count, execution.MapRuns[0].Describe()));
        Assert.Equal((RunStatus.Running, 0, Start.AddSeconds(200)), (execution.MapRuns[1].Status, execution.MapRuns[1].Describe().RedriveCount, execution.MapRuns[1].Describe().StartDate));
        Assert.Equal(RunStatus.Succeeded, At(execution, 1000).Status);
    }

    [Fact]
    public void Stopped_it_stops_its_Map_Runs()
    {
        var execution = Execution(default);
        Advance(3);
        execution.Abort(new RunError("Operator", "enough"));
        Assert.Equal((RunStatus.Aborted, Start.AddSeconds(3), "Operator"), (execution.Describe().Status, execution.Describe().StopDate, execution.Describe().Error!.Error));
        Assert.All(execution.MapRuns, run => Assert.Equal(RunStatus.Aborted, run.Status));
        execution.Abort(null);
        Assert.Equal("Operator", execution.Describe().Error!.Error);
    }

    [Fact]
    public void Its_history_tells_what_became_of_its_Map_Runs()
    {
        var execution = Execution(default, mapRuns: 1);
        Advance(60);
        execution.Redrive();
        Assert.Equal(
            ["ExecutionStarted", "MapRunStarted", "MapRunFailed", "ExecutionFailed", "ExecutionRedriven", "MapRunRedriven"],
            execution.History.Select(happened => happened.Type));
        Assert.Equal(Enumerable.Range(1, 6).Select(id => (long)id), execution.History.Select(happened => happened.Id));
        Assert.Equal((0, RunError.ThresholdExceeded), (execution.History[2].MapRun, execution.History[2].Error));
    }

    [Theory]
    [InlineData("Running", 0, 0, "Execution is RUNNING and cannot be redriven")]
    [InlineData("Succeeded", 1, 0, "Execution is SUCCEEDED and cannot be redriven")]
    [InlineData("Failed", 14, 0, null)]
    [InlineData("Aborted", 14, 999, null)]
    [InlineData("Failed", 14.01, 0, "Execution is past its redrivable period")]
    [InlineData("Failed", 1, 1000, "Execution has reached the maximum number of redrives")]
    public void The_rules_of_a_redrive(string status, double days, int redrives, string? obstacle)
    {
        var state = new ExecutionState(Enum.Parse<RunStatus>(status), Start, status == "Running" ? null : Start, redrives);
        Assert.Equal(obstacle, RedriveRules.Obstacle(state, Start.AddDays(days)));
    }

    // One child execution ends each second; the fifth fails, and every tenth after it.
    private SimulatedExecution Execution(Tolerance tolerance, int mapRuns = 2, double delay = 0, params (ErrorPoint Point, RunError Error, int Times)[] errors)
    {
        var batches = MapRunPlan.Batches(1000, 10);
        var failure = new FailurePlan("States.TaskFailed", ChildStatus.Failed, null, 10, true, false);
        var plan = new MapRunPlan(batches, MapRunPlan.Spread([failure], batches.Length)) { ChildSeconds = 10 };
        var all = new PlannedErrors(errors);
        return new SimulatedExecution(
            _timeline, all, () => new SimulatedMapRun(plan, new MapRunSettings(10, tolerance), _timeline, all), mapRuns, TimeSpan.FromSeconds(delay));
    }

    private ExecutionState At(SimulatedExecution execution, double seconds)
    {
        Advance(seconds);
        return execution.Describe();
    }

    private void Advance(double seconds) => _timeline.AdvanceTo(Start.AddSeconds(seconds));
}
