using LocalStepFunctions.Simulation;

namespace SfnMapRun.Tests.LocalEndpoints;

/// <summary>The model of a Map Run that runs. Unless said otherwise: a hundred child executions of ten items, one of which finishes each second.</summary>
public sealed class SimulatedMapRunTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly FailurePlan EveryTenth = new("States.TaskFailed", ChildStatus.Failed, null, 10, true, false);
    private static readonly FailurePlan SomeTimeOuts = new("States.Timeout", ChildStatus.TimedOut, null, 3, true, true);
    private static readonly FailurePlan SomeLost = new("States.DataLimitExceeded", ChildStatus.Failed, null, 2, false, false);

    [Fact]
    public void Child_executions_finish_one_after_another()
    {
        var run = Run(Plan());
        Assert.Equal(new Counts(90, 10, 0, 0, 0, 0, 100, 0, 0, 0), run.Describe(Start).ExecutionCounts);
        Assert.Equal(new Counts(57, 10, 33, 0, 0, 0, 100, 33, 0, 0), run.Describe(At(33.9)).ExecutionCounts);
        Assert.Equal(new Counts(570, 100, 330, 0, 0, 0, 1000, 330, 0, 0), run.Describe(At(33.9)).ItemCounts);
        Assert.Equal(new Counts(0, 4, 96, 0, 0, 0, 100, 96, 0, 0), run.Describe(At(96)).ExecutionCounts);
        Assert.Equal(RunStatus.Running, run.Describe(At(99.99)).Status);
        var end = run.Describe(At(500));
        Assert.Equal((RunStatus.Succeeded, At(100)), (end.Status, end.StopDate));
    }

    [Fact]
    public void The_last_child_execution_may_have_fewer_items()
    {
        var end = Run(Plan(items: 1003)).Describe(At(1000));
        Assert.Equal((1003, 101), (end.ItemCounts.Succeeded, end.ExecutionCounts.Succeeded));
    }

    [Fact]
    public void Nothing_to_do_is_done_at_once()
    {
        var run = Run(Plan(items: 0)).Describe(Start);
        Assert.Equal((RunStatus.Succeeded, 0), (run.Status, run.ItemCounts.Total));
    }

    [Fact]
    public void A_few_child_executions_take_their_time_however_many_could_run_at_once()
    {
        var run = Run(Plan(items: 50), concurrency: 0);
        Assert.Equal(5, run.Describe(At(1)).ExecutionCounts.Running);
        Assert.Equal(At(10), run.Describe(At(60)).StopDate);
    }

    [Fact]
    public void Another_concurrency_changes_the_rate_from_then_on()
    {
        var run = Run(Plan());
        run.Update(run.Settings with { MaxConcurrency = 40 }, At(20));
        Assert.Equal((20, 40), Finished(run, At(20)));
        Assert.Equal((40, 40), Finished(run, At(25)));
        run.Update(run.Settings with { MaxConcurrency = 5 }, At(25));
        Assert.Equal((40, 5), Finished(run, At(25)));
        Assert.Equal((41, 5), Finished(run, At(27)));
        Assert.Equal(At(25 + 120), run.Describe(At(1000)).StopDate);
    }

    [Fact]
    public void Dates_of_child_executions_follow_the_rate()
    {
        var run = Run(Plan());
        run.Update(run.Settings with { MaxConcurrency = 20 }, At(20));
        Assert.Equal((Start, At(6)), Dates(run.Child(5, At(400))!));
        Assert.Equal((At(3), At(13)), Dates(run.Child(12, At(400))!));
        Assert.Equal((At(20), At(28)), Dates(run.Child(35, At(400))!));
        Assert.Equal((At(20.5), At(30.5)), Dates(run.Child(40, At(400))!));
    }

    [Fact]
    public void The_total_grows_while_the_input_is_read()
    {
        var run = Run(Plan(reading: 25));
        Assert.Equal((0, 0), (run.Describe(Start).ItemCounts.Total, run.Describe(Start).ItemCounts.Running));
        Assert.Equal(250, run.Describe(At(10)).ItemCounts.Total);
        Assert.Equal(1000, run.Describe(At(40)).ItemCounts.Total);
        Assert.Equal(At(100), run.Describe(At(400)).StopDate);
    }

    [Fact]
    public void Reading_that_is_slower_than_the_work_holds_it_up()
    {
        var run = Run(Plan(reading: 5));
        Assert.Equal((15, 5), Finished(run, At(40)));
        Assert.Equal(At(210), run.Describe(At(400)).StopDate);
    }

    [Theory]
    [InlineData(20, 0, 25)]
    [InlineData(19, 0, 15)]
    [InlineData(0, 0, 5)]
    [InlineData(0, 2, 25)]
    [InlineData(0, 1.9, 15)]
    [InlineData(50, 1, 15)]
    [InlineData(0, 9.9, 95)]
    [InlineData(0, 10, null)]
    public void More_failures_than_tolerated_end_it_at_that_moment(long count, double percentage, int? seconds)
    {
        // The fifth child execution fails, and every tenth after it.
        var run = Run(Plan(failures: EveryTenth), tolerance: new Tolerance(percentage, count));
        var end = run.Describe(At(500));
        Assert.Equal((seconds is null ? RunStatus.Succeeded : RunStatus.Failed, At(seconds ?? 100)), (end.Status, end.StopDate));
        if (seconds is { } stop)
        {
            Assert.Equal(RunStatus.Running, run.Describe(At(stop - 0.01)).Status);
            var failed = (stop + 5) / 10;
            var aborted = Math.Min(9, 100 - stop);
            Assert.Equal(new Counts(100 - stop - aborted, 0, stop - failed, failed, 0, aborted, 100, stop - failed, 0, 0), end.ExecutionCounts);
        }
    }

    [Fact]
    public void The_first_failure_of_two_at_once_leaves_one_aborted_and_the_rest_pending()
    {
        var run = Run(Plan(items: 53, itemsPerChild: 1, failures: EveryTenth with { Percent = 100 }), concurrency: 2);
        Assert.Equal(new Counts(51, 0, 0, 1, 0, 1, 53, 0, 0, 0), run.Describe(At(60)).ItemCounts);
    }

    [Fact]
    public void A_tolerance_lowered_below_what_has_failed_ends_it_at_once()
    {
        var run = Run(Plan(failures: EveryTenth), tolerance: new Tolerance(100, 0));
        run.Update(run.Settings with { Tolerance = new Tolerance(0, 29) }, At(30));
        var end = run.Describe(At(30));
        Assert.Equal((RunStatus.Failed, At(30), 3, 10), (end.Status, end.StopDate, end.ExecutionCounts.Failed, end.ExecutionCounts.Aborted));
    }

    [Fact]
    public void Failures_are_spread_evenly()
    {
        var plan = Plan(items: 10000, failures: [EveryTenth, SomeTimeOuts, SomeLost]);
        for (var first = 0; first < 1000; first += 100)
        {
            var tally = Enumerable.Range(first, 100).Select(child => plan.FailureOf(child, again: false)).ToArray();
            Assert.Equal((10, 3, 2), (tally.Count(EveryTenth.Equals), tally.Count(SomeTimeOuts.Equals), tally.Count(SomeLost.Equals)));
        }
    }

    [Fact]
    public void A_redrive_starts_the_unsuccessful_ones_first_and_then_the_others()
    {
        var run = Run(Plan(failures: EveryTenth), tolerance: new Tolerance(0, 20));
        run.Redrive(At(600));
        var first = run.Describe(At(600));
        Assert.Equal((RunStatus.Running, 1, At(600), null), (first.Status, first.RedriveCount, first.RedriveDate, first.StopDate));
        // 22 have succeeded; 3 failed and 9 aborted ones run again, ten at once.
        Assert.Equal(new Counts(66, 10, 22, 0, 0, 0, 100, 22, 0, 2), first.ExecutionCounts);
        Assert.Equal(new Counts(65, 10, 25, 0, 0, 0, 100, 25, 0, 0), run.Describe(At(603)).ExecutionCounts);

        // Those that run for the first time may fail as before.
        var second = run.Describe(At(2000));
        Assert.Equal((RunStatus.Failed, 3), (second.Status, second.ExecutionCounts.Failed));
    }

    [Fact]
    public void A_redriven_child_execution_keeps_its_start()
    {
        var run = Run(Plan(failures: EveryTenth));
        Assert.Equal((ChildStatus.Failed, 1, null), (run.Child(4, At(50))!.Status, run.Child(4, At(50))!.Runs, run.Child(4, At(50))!.RestartDate));
        run.Redrive(At(600));
        var again = run.Child(4, At(700))!;
        Assert.Equal((ChildStatus.Succeeded, Start, At(601), 2, At(600)), (again.Status, again.StartDate, again.StopDate, again.Runs, again.RestartDate));
    }

    [Fact]
    public void Failures_may_come_again_or_not_be_redrivable()
    {
        var run = Run(Plan(failures: [SomeTimeOuts, SomeLost]), tolerance: new Tolerance(0, 40));
        Assert.Equal(new Counts(7, 0, 79, 2, 3, 9, 100, 79, 2, 0), run.Describe(At(500)).ExecutionCounts);

        // Those that time out do so again. "Failed" starts from 0: the two that are lost are counted apart.
        run.Redrive(At(600));
        Assert.Equal(new Counts(0, 0, 95, 0, 3, 0, 100, 95, 2, 0), run.Describe(At(5000)).ExecutionCounts);
    }

    public static TheoryData<bool, bool, double?> Runs() => new()
    {
        { false, false, null }, { true, false, null }, { false, true, null }, { false, false, 7 }, { true, true, 43 },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void Counts_and_child_executions_agree_at_any_time(bool isExpress, bool isUnlimited, double? reading)
    {
        var plan = Plan(items: 1234, reading: reading, isExpress: isExpress, failures: [EveryTenth, SomeTimeOuts, SomeLost]);
        var run = Run(plan, isUnlimited ? 0 : 7, new Tolerance(0, 100));
        var now = Start;
        for (var redrives = 0; redrives < 3; redrives++)
        {
            for (var i = 0; i < 150; i++, now = now.AddSeconds(2.3))
            {
                AssertAgree(plan, run, now);
                if (i == 10 && run.At(now).StopDate is null)
                {
                    run.Update(run.Settings with { MaxConcurrency = 12 }, now);
                    AssertAgree(plan, run, now);
                }
            }

            if (run.At(now).Status is RunStatus.Failed)
            {
                run.Redrive(now);
            }
        }
    }

    private static void AssertAgree(MapRunPlan plan, SimulatedMapRun run, DateTimeOffset now)
    {
        var state = run.Describe(now);
        var children = Enumerable.Range(0, plan.ChildCount).Select(number => run.Child(number, now)).OfType<SimulatedChild>().ToArray();
        foreach (var (counts, size) in new (Counts, Func<SimulatedChild, long>)[] { (state.ExecutionCounts, _ => 1), (state.ItemCounts, child => plan.ItemsOf(child.Number)) })
        {
            long Sum(ChildStatus status) => children.Where(child => child.Status == status).Sum(size);
            var lostBefore = children.Where(child => child.Failure is not null && child.StopDate < state.RedriveDate).Sum(size);
            Assert.Equal(
                (counts.Running, counts.Succeeded, counts.Failed + counts.TimedOut + lostBefore, counts.Aborted, counts.PendingRedrive),
                (Sum(ChildStatus.Running), Sum(ChildStatus.Succeeded), Sum(ChildStatus.Failed) + Sum(ChildStatus.TimedOut), Sum(ChildStatus.Aborted), Sum(ChildStatus.PendingRedrive)));
            Assert.Equal(children.Where(child => child.Failure is { IsRedrivable: false }).Sum(size), counts.FailuresNotRedrivable);
            Assert.Equal(counts.Total, counts.Pending + lostBefore + counts.Running + counts.Succeeded + counts.Failed + counts.TimedOut + counts.Aborted + counts.PendingRedrive);
        }

        Assert.All(children, child =>
        {
            Assert.InRange(child.StartDate, state.StartDate, now);
            Assert.True(child.StopDate is null ? child.Status is ChildStatus.Running or ChildStatus.PendingRedrive : child.StopDate >= child.StartDate);
            Assert.True(child.StopDate is null || child.StopDate <= now.AddMilliseconds(20));
            Assert.True(child.RestartDate is null || child.RestartDate <= now);
        });
    }

    private static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    private static (DateTimeOffset Start, DateTimeOffset? Stop) Dates(SimulatedChild child) => (child.StartDate, child.StopDate);

    private static (long Finished, long Running) Finished(SimulatedMapRun run, DateTimeOffset now)
    {
        var counts = run.Describe(now).ExecutionCounts;
        return (counts.Succeeded, counts.Running);
    }

    private static MapRunPlan Plan(int items = 1000, int itemsPerChild = 10, double? reading = null, bool isExpress = false, params FailurePlan[] failures) =>
        new(items, itemsPerChild, 10, reading, isExpress, failures);

    private static SimulatedMapRun Run(MapRunPlan plan, int concurrency = 10, Tolerance tolerance = default) =>
        new(plan, new MapRunSettings(concurrency, tolerance), Start);
}
