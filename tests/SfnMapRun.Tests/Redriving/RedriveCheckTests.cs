using SfnMapRun.Errors;
using SfnMapRun.Redriving;

namespace SfnMapRun.Tests.Redriving;

public sealed class RedriveCheckTests
{
    private static readonly DateTime Now = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Local);

    [Theory]
    [InlineData("RUNNING", 0, "is running")]
    [InlineData("SUCCEEDED", 1, "has succeeded")]
    public void A_Map_Run_that_can_not_be_redriven_is_told_why(string status, int daysAgo, string reason)
    {
        var e = Assert.Throws<StepFunctionsException>(() => RedriveCheck.Check(Run(status, daysAgo)));
        Assert.Equal(FailureKind.NotRedrivable, e.Kind);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains("Orders/Import:5f1c", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FAILED", 0)]
    [InlineData("ABORTED", 13)]
    [InlineData("FAILED", 20)]
    [InlineData("SOMETHING_NEW", 13)]
    public void One_that_may_be_redriven_passes(string status, int daysAgo) => RedriveCheck.Check(Run(status, daysAgo));

    [Fact]
    public void An_execution_that_can_not_be_redriven_is_told_the_reason_of_the_service()
    {
        var parent = new MapRunExecution { Name = "nightly", RedriveStatus = "NOT_REDRIVABLE", RedriveStatusReason = "Execution is RUNNING and cannot be redriven" };
        var e = Assert.Throws<StepFunctionsException>(() => RedriveCheck.Check(Run("FAILED", 1), parent));
        Assert.Equal("The execution nightly can't be redriven: Execution is RUNNING and cannot be redriven.", e.Message);
        e = Assert.Throws<StepFunctionsException>(() => RedriveCheck.Check(Run("FAILED", 20), parent));
        Assert.EndsWith(
            "The Map Run stopped at 2026-11-02 12:00:00; a redrive is possible for 14 days.", e.Message, StringComparison.Ordinal);

        // The service counts from the end of the execution, which may be later than that of the Map Run.
        RedriveCheck.Check(Run("FAILED", 20), new MapRunExecution { Name = "nightly", RedriveStatus = "REDRIVABLE" });
    }

    [Fact]
    public void What_the_service_does_not_tell_is_told_by_what_it_does()
    {
        var parent = new MapRunExecution { ExecutionArn = "arn:of:the:execution", Status = "SUCCEEDED", RedriveStatus = "NOT_REDRIVABLE" };
        var run = Run("FAILED", 14);
        var e = Assert.Throws<StepFunctionsException>(() => RedriveCheck.Check(run, parent));
        Assert.Equal("The execution arn:of:the:execution can't be redriven: SUCCEEDED.", e.Message);
        run.DescribedDate = run.DescribedDate.AddSeconds(1);
        e = Assert.Throws<StepFunctionsException>(() => RedriveCheck.Check(run, parent));
        Assert.EndsWith("SUCCEEDED. The Map Run stopped at 2026-11-08 12:00:00; a redrive is possible for 14 days.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_redrive_and_a_stop_at_the_very_time_count()
    {
        var run = Run("FAILED", 1);
        run.RedriveDate = Now;
        Assert.True(RedriveCheck.IsRedrivenSince(run, Now));
        Assert.False(RedriveCheck.IsRedrivenSince(run, Now.AddTicks(1)));
        var parent = new MapRunExecution { Status = "FAILED", StopDate = Now };
        Assert.True(RedriveCheck.HasStoppedSince(parent, Now));
        Assert.False(RedriveCheck.HasStoppedSince(parent, Now.AddTicks(1)));
    }

    [Fact]
    public void A_child_execution_is_redriven_with_its_Map_Run()
    {
        var parent = new MapRunExecution { Name = "outer", RedriveStatus = "REDRIVABLE_BY_MAP_RUN", MapRunArn = "arn:of:the:outer" };
        Assert.Contains(
            "arn:of:the:outer", Assert.Throws<StepFunctionsException>(() =>
                RedriveCheck.Check(Run("FAILED", 1), parent)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sibling_that_had_succeeded_before_is_an_error_too()
    {
        var run = Run("SUCCEEDED", 1);
        Assert.Throws<StepFunctionsException>(() => RedriveCheck.CheckSibling(run, Now));
        run.RedriveDate = Now.AddSeconds(1);
        RedriveCheck.CheckSibling(run, Now);
        RedriveCheck.CheckSibling(Run("FAILED", 1), Now);
    }

    [Fact]
    public void A_redrive_from_before_the_stop_is_none()
    {
        // The Map Run was not reached: it has the stop date of the first attempt.
        var (run, redriveDate) = (Run("FAILED", 1), Now.AddMinutes(-5));
        var parent = new MapRunExecution { Status = "FAILED", StopDate = redriveDate.AddSeconds(0.12) };
        var e = Assert.Throws<StepFunctionsException>(() => RedriveCheck.CheckRedriven(run, parent, redriveDate, "a-token"));
        Assert.Equal(
            "The client token 'a-token' is that of a redrive at 2026-11-22 11:55:00, before the execution of the Map Run Orders/Import:5f1c stopped: "
                + "nothing was redriven now.",
            e.Message);
        RedriveCheck.CheckRedriven(run, parent, Now, "a-token");
        RedriveCheck.CheckRedriven(run, new MapRunExecution { Status = "RUNNING" }, redriveDate, "a-token");
    }

    [Fact]
    public void What_would_be_redriven_is_said_in_numbers()
    {
        var run = Run("FAILED", 1);
        run.ItemCounts = new MapRunItemCounts { Failed = 1200, TimedOut = 50, Aborted = 600, FailuresNotRedrivable = 250, Pending = 7, Total = 12000 };
        Assert.Equal(
            $"Redrive 7 items that never started and 1600 items that did not succeed (1200 failed, 50 timed out, 600 aborted, 250 of them can't be redriven), with all else that failed in the execution {run.ExecutionArn}",
            RedriveCheck.Describe(run));
    }

    [Theory]
    [InlineData(0L, 1L, "Redrive 1 item that never started, with")]
    [InlineData(1L, 0L, "Redrive 1 item that did not succeed (1 failed), with")]
    [InlineData(0L, 0L, "Redrive 0 items that did not succeed, with")]
    public void Only_what_there_is_to_redrive_is_said(long failed, long pending, string text)
    {
        var run = Run("FAILED", 1);
        run.ItemCounts = new MapRunItemCounts { Failed = failed, TimedOut = 0, Aborted = 0, FailuresNotRedrivable = 0, Pending = pending, Total = 100 };
        Assert.StartsWith(text, RedriveCheck.Describe(run), StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_are_old_until_one_of_them_has_changed()
    {
        var before = Run("FAILED", 1);
        before.ItemCounts = new MapRunItemCounts { Pending = 51, Running = 0, Succeeded = 0, Failed = 1, TimedOut = 0, Aborted = 1, ResultsWritten = 53 };
        var run = Run("RUNNING", 1);
        run.ItemCounts = new MapRunItemCounts { Pending = 51, Running = 0, Succeeded = 0, Failed = 1, TimedOut = 0, Aborted = 1, ResultsWritten = 0 };
        Assert.True(RedriveCheck.HasOldCounts(run, before));
        (run.ItemCounts.Failed, run.ItemCounts.Aborted, run.ItemCounts.Running) = (0, 0, 2);
        Assert.False(RedriveCheck.HasOldCounts(run, before));

        // One that ran already was redriven by an earlier try.
        Assert.False(RedriveCheck.HasOldCounts(run, run));
    }

    [Fact]
    public void What_is_not_known_is_not_said()
    {
        var run = Run("FAILED", 1);
        run.ItemCounts = new MapRunItemCounts { Failed = 12, Total = 100 };
        Assert.StartsWith("Redrive what failed (12 failed), with all else", RedriveCheck.Describe(run), StringComparison.Ordinal);
    }

    private static MapRun Run(string status, int daysAgo) => new()
    {
        MapRunArn = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:5f1c",
        ExecutionArn = "arn:aws:states:eu-central-1:123456789012:execution:Orders:nightly",
        Status = status,
        StartDate = Now.AddDays(-daysAgo).AddHours(-1),
        StopDate = status == "RUNNING" ? null : Now.AddDays(-daysAgo),
        DescribedDate = Now,
    };
}
