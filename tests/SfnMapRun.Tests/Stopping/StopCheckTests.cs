using SfnMapRun.Stopping;

namespace SfnMapRun.Tests.Stopping;

/// <summary>What can be stopped, and what a stop would end, in words.</summary>
public sealed class StopCheckTests
{
    private static readonly DateTime Now = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Local);

    [Theory]
    [InlineData("SUCCEEDED", true)]
    [InlineData("FAILED", true)]
    [InlineData("ABORTED", true)]
    [InlineData("SOMETHING_NEW", true)]
    public void One_that_has_stopped_is_told_how_and_when(string status, bool hasDate)
    {
        var e = Assert.Throws<StepFunctionsException>(() => StopCheck.Check(Run(status, hasDate ? Now : null)));
        Assert.Equal("MapRunNotRunning", e.Kind.Id);
        Assert.Equal($"The Map Run Orders/Import:5f1c is not running: it has been {status} since 2026-11-22 12:00:00.", e.Message);
    }

    [Theory]
    [InlineData("RUNNING")]
    [InlineData("SOMETHING_NEW")]
    public void One_that_may_be_running_passes(string status) => StopCheck.Check(Run(status, null));

    [Fact]
    public void A_sibling_passes_unless_it_had_stopped_before()
    {
        StopCheck.CheckSibling(Run("RUNNING", null), Now);
        StopCheck.CheckSibling(Run("ABORTED", Now), Now);
        StopCheck.CheckSibling(Run("SUCCEEDED", Now.AddMinutes(1)), Now);
        Assert.Throws<StepFunctionsException>(() => StopCheck.CheckSibling(Run("SUCCEEDED", Now.AddMinutes(-1)), Now.ToUniversalTime()));
    }

    [Theory]
    [InlineData(12L, 340L, 2, "12 running child executions (standard ones are aborted, express ones go on to their end), 340 pending ones, which never start, 2 other Map Runs of the execution, ")]
    [InlineData(1L, 1L, 1, "1 running child execution (a standard one is aborted, an express one goes on to its end), 1 pending one, which never starts, 1 other Map Run of the execution, ")]
    [InlineData(0L, 0L, 0, "")]
    [InlineData(null, null, null, "its running child executions (standard ones are aborted, express ones go on to their end), its pending ones, which never start, the execution's other Map Runs, ")]
    public void What_stops_with_it_is_said_in_numbers_where_they_are_known(long? running, long? pending, int? others, string parts)
    {
        var run = Run("RUNNING", null);
        run.ExecutionCounts = running is null ? null : new() { Running = running, Pending = pending };
        var plan = new StopPlan(null!, FakeStepFunctions.Arn(), run, FakeStepFunctions.ExecutionArn) { Others = others };
        Assert.Equal(
            $"Stop the execution {FakeStepFunctions.ExecutionArn}, and with it this Map Run, {parts}and every other branch of the execution",
            StopCheck.Describe(plan));
    }

    private static MapRun Run(string status, DateTime? stopDate) =>
        new() { MapRunArn = FakeStepFunctions.MapRunArn, Status = status, StopDate = stopDate };
}
