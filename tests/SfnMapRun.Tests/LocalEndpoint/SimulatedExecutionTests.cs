using LocalStepFunctions.Simulation;

namespace SfnMapRun.Tests.LocalEndpoints;

/// <summary>The model of a parent execution and its Map Runs.</summary>
public sealed class SimulatedExecutionTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly FailurePlan Failure = new("States.TaskFailed", ChildStatus.Failed, null, 10, true, false);

    [Fact]
    public void It_ends_with_the_last_of_its_Map_Runs()
    {
        var execution = Execution(new Tolerance(100, 0));
        execution.Update(execution.MapRuns[1], execution.MapRuns[1].Settings with { MaxConcurrency = 5 }, Start);
        Assert.Equal(RunStatus.Running, execution.Describe(At(150)).Status);
        Assert.Equal(RunStatus.Succeeded, execution.MapRuns[0].At(At(150)).Status);
        var end = execution.Describe(At(500));
        Assert.Equal((RunStatus.Succeeded, At(200)), (end.Status, end.StopDate));
    }

    [Fact]
    public void Without_Map_Runs_it_succeeds_at_once()
    {
        var execution = new SimulatedExecution(Plan(), new MapRunSettings(10, default), 0, Start).Describe(Start);
        Assert.Equal((RunStatus.Succeeded, Start), (execution.Status, execution.StopDate));
    }

    [Fact]
    public void Map_Runs_that_are_alike_fail_alike()
    {
        var execution = Execution(default);
        Assert.Equal([RunStatus.Failed, RunStatus.Failed], execution.MapRuns.Select(run => run.At(At(5)).Status));
        Assert.Equal((RunStatus.Failed, At(5)), (execution.Describe(At(500)).Status, execution.Describe(At(500)).StopDate));
    }

    [Fact]
    public void One_that_fails_aborts_the_others()
    {
        var execution = Execution(new Tolerance(100, 0));
        execution.Update(execution.MapRuns[0], execution.MapRuns[0].Settings with { Tolerance = new Tolerance(0, 15) }, Start);
        Assert.Equal(RunStatus.Running, execution.MapRuns[1].At(At(14.9)).Status);
        var other = execution.MapRuns[1].Describe(At(500));
        Assert.Equal((RunStatus.Aborted, At(15), 10), (other.Status, other.StopDate, other.ExecutionCounts.Aborted));

        execution.Redrive(At(600));
        Assert.All(execution.MapRuns, run => Assert.Equal((RunStatus.Running, 1), (run.Describe(At(600)).Status, run.Describe(At(600)).RedriveCount)));
    }

    [Fact]
    public void A_redrive_leaves_Map_Runs_that_have_succeeded_alone()
    {
        var execution = Execution(new Tolerance(100, 0));
        execution.Update(execution.MapRuns[0], new MapRunSettings(50, new Tolerance(100, 0)), Start);
        execution.Update(execution.MapRuns[1], execution.MapRuns[1].Settings with { Tolerance = new Tolerance(0, 39) }, At(30));
        Assert.Equal(At(35), execution.Describe(At(500)).StopDate);
        execution.Redrive(At(600));
        var (first, second) = (execution.MapRuns[0].Describe(At(600)), execution.MapRuns[1].Describe(At(600)));
        Assert.Equal((RunStatus.Succeeded, 0, RunStatus.Running, 1), (first.Status, first.RedriveCount, second.Status, second.RedriveCount));
        var state = execution.Describe(At(600));
        Assert.Equal((RunStatus.Running, null, 1, At(600)), (state.Status, state.StopDate, state.RedriveCount, state.RedriveDate));
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
        var state = new ExecutionState(Enum.Parse<RunStatus>(status), Start, status == "Running" ? null : Start, redrives, null);
        Assert.Equal(obstacle, RedriveRules.Obstacle(state, Start.AddDays(days)));
    }

    private static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    private static MapRunPlan Plan() => new(1000, 10, 10, null, false, [Failure]);

    private static SimulatedExecution Execution(Tolerance tolerance) => new(Plan(), new MapRunSettings(10, tolerance), 2, Start);
}
