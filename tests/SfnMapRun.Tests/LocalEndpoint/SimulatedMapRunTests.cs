using LocalStepFunctions.Simulation;

namespace SfnMapRun.Tests.LocalEndpoints;

/// <summary>The model of a Map Run. Unless said otherwise: a hundred child executions of ten items, one of which ends each second.</summary>
public sealed class SimulatedMapRunTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly FailurePlan EveryTenth = new("States.TaskFailed", ChildStatus.Failed, null, 10, true, false);
    private static readonly FailurePlan SomeTimeOuts = new("States.Timeout", ChildStatus.TimedOut, null, 3, true, true);
    private static readonly FailurePlan SomeLost = new("States.DataLimitExceeded", ChildStatus.Failed, null, 2, false, false);
    private readonly Timeline _timeline = new(Start);

    public static TheoryData<bool, bool, double?> Runs() => new()
    {
        { false, false, null }, { true, false, null }, { false, true, null }, { false, false, 7 }, { true, true, 43 },
    };

    [Fact]
    public void Child_executions_end_one_after_another_and_results_are_written_at_the_end()
    {
        var run = Begin(Plan());
        Assert.Equal(new Counts(90, 10, 0, 0, 0, 0, 100, 0, 0, 0), Describe(run, 0).ExecutionCounts);
        Assert.Equal(new Counts(57, 10, 33, 0, 0, 0, 100, 0, 0, 0), Describe(run, 33.9).ExecutionCounts);
        Assert.Equal(new Counts(570, 100, 330, 0, 0, 0, 1000, 0, 0, 0), run.Describe().ItemCounts);
        Assert.Equal(new Counts(0, 4, 96, 0, 0, 0, 100, 0, 0, 0), Describe(run, 96).ExecutionCounts);
        Assert.Equal((RunStatus.Running, 100, 0), (Describe(run, 100.5).Status, run.Describe().ExecutionCounts.Succeeded, run.Describe().ExecutionCounts.ResultsWritten));
        var end = Describe(run, 500);
        Assert.Equal((RunStatus.Succeeded, At(101), 100, 1000), (end.Status, end.StopDate, end.ExecutionCounts.ResultsWritten, end.ItemCounts.ResultsWritten));
    }

    [Fact]
    public void The_last_child_execution_may_have_fewer_items()
    {
        var end = Describe(Begin(Plan(items: 1003)), 1000);
        Assert.Equal((1003, 101), (end.ItemCounts.Succeeded, end.ExecutionCounts.Succeeded));
    }

    [Fact]
    public void Nothing_to_do_is_done_at_once()
    {
        var run = Describe(Begin(Plan(items: 0)), 1);
        Assert.Equal((RunStatus.Succeeded, 0), (run.Status, run.ItemCounts.Total));
    }

    [Fact]
    public void A_few_child_executions_take_their_time_however_many_could_run_at_once()
    {
        var run = Begin(Plan(items: 50), concurrency: 0);
        Assert.Equal(5, Describe(run, 1).ExecutionCounts.Running);
        Assert.Equal(At(11), Describe(run, 60).StopDate);
    }

    [Fact]
    public void Another_concurrency_counts_from_then_on_and_what_runs_goes_on()
    {
        var run = Begin(Plan());
        Update(run, 20.5, run.Settings with { MaxConcurrency = 40 });
        Assert.Equal((20, 40), (Describe(run, 20.5).ExecutionCounts.Succeeded, run.Describe().ExecutionCounts.Running));
        Update(run, 25.6, run.Settings with { MaxConcurrency = 5 });
        var before = Describe(run, 25.6).ExecutionCounts;
        Assert.Equal(40, before.Running);
        var after = Describe(run, 28).ExecutionCounts;
        Assert.True(after.Succeeded > before.Succeeded);
        Assert.Equal(before.Pending, after.Pending);
        Assert.Equal(5, Describe(run, 50).ExecutionCounts.Running);
    }

    [Fact]
    public void Before_the_input_is_read_every_count_is_0()
    {
        var run = Begin(Plan(backlog: 5));
        Assert.Equal((RunStatus.Running, new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)), (Describe(run, 4.9).Status, run.Describe().ItemCounts));
        Assert.Equal(new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), run.Describe().ExecutionCounts);
        Assert.Equal(1000, Describe(run, 5).ItemCounts.Total);
    }

    [Fact]
    public void The_total_grows_while_the_input_is_read()
    {
        var run = Begin(Plan(reading: 25));
        Assert.Equal((0, 0), (Describe(run, 0).ItemCounts.Total, run.Describe().ItemCounts.Running));
        Assert.Equal(250, Describe(run, 10).ItemCounts.Total);
        Assert.Equal(1000, Describe(run, 40).ItemCounts.Total);
    }

    [Fact]
    public void Reading_that_is_slower_than_the_work_holds_it_up()
    {
        var run = Begin(Plan(reading: 5));
        Assert.Equal((15, 5), (Describe(run, 40).ExecutionCounts.Succeeded, run.Describe().ExecutionCounts.Running));
        Assert.Equal(At(211), Describe(run, 400).StopDate);
    }

    [Theory]
    [InlineData(20, 0, 25)]
    [InlineData(19, 0, 15)]
    [InlineData(0, 0, 5)]
    [InlineData(0, 2, 25)]
    [InlineData(0, 1.9, 15)]
    [InlineData(50, 1, 15)]
    [InlineData(0, 10, null)]
    public void More_failures_than_tolerated_fail_it_and_as_many_do_not(long count, double percentage, int? seconds)
    {
        // The fifth child execution fails, and every tenth after it.
        var run = Begin(Plan(failures: EveryTenth), tolerance: new Tolerance(percentage, count));
        if (seconds is { } exceeded)
        {
            Assert.Equal((RunStatus.Running, (exceeded + 5) / 10), (Describe(run, exceeded + 4.9).Status, run.Describe().ExecutionCounts.Failed));
        }

        var end = Describe(run, 500);
        Assert.Equal((seconds is null ? RunStatus.Succeeded : RunStatus.Failed, At(seconds + 5 ?? 101)), (end.Status, end.StopDate));
        Assert.Equal(seconds is null ? null : RunError.ThresholdExceeded, run.Error);
        Assert.Equal((100, 1000), (end.ExecutionCounts.ResultsWritten, end.ItemCounts.ResultsWritten));
    }

    [Fact]
    public void Over_its_tolerance_it_starts_one_more_standard_child_execution_and_aborts_those_that_run()
    {
        // The fifth of a hundred fails after 5 s; 9 others run.
        var run = Begin(Plan(failures: EveryTenth));
        Assert.Equal(new Counts(86, 9, 4, 1, 0, 0, 100, 0, 0, 0), Describe(run, 5.2).ExecutionCounts);
        Assert.Equal(new Counts(85, 10, 4, 1, 0, 0, 100, 0, 0, 0), Describe(run, 5.7).ExecutionCounts);
        Assert.Equal(new Counts(85, 9, 5, 1, 0, 0, 100, 0, 0, 0), Describe(run, 6.9).ExecutionCounts);
        Assert.Equal(new Counts(85, 0, 6, 1, 0, 8, 100, 0, 0, 0), Describe(run, 7.1).ExecutionCounts);
        Assert.Equal((RunStatus.Running, null), (Describe(run, 9.9).Status, run.Describe().StopDate));
        var end = Describe(run, 10);
        Assert.Equal((RunStatus.Failed, new Counts(85, 0, 6, 1, 0, 8, 100, 100, 0, 0)), (end.Status, end.ExecutionCounts));
        var aborted = run.ChildrenBelow(null).First(child => child.Status is ChildStatus.Aborted);
        Assert.Equal((null, At(7)), (aborted.Failure, aborted.StopDate));
    }

    [Fact]
    public void Over_its_tolerance_it_waits_for_express_child_executions_and_starts_none()
    {
        var run = Begin(Plan(isExpress: true, failures: EveryTenth));
        Assert.Equal(new Counts(86, 9, 4, 1, 0, 0, 100, 0, 0, 0), Describe(run, 5.9).ExecutionCounts);
        Assert.Equal((RunStatus.Running, 1), (Describe(run, 13.9).Status, run.Describe().ExecutionCounts.Running));
        var end = Describe(run, 60);
        Assert.Equal((RunStatus.Failed, At(15), new Counts(86, 0, 13, 1, 0, 0, 100, 100, 0, 0)), (end.Status, end.StopDate, end.ExecutionCounts));
    }

    [Fact]
    public void The_first_failure_of_one_after_another_leaves_one_aborted_and_the_rest_pending()
    {
        var run = Begin(Plan(items: 53, itemsPerChild: 1, failures: EveryTenth with { Percent = 100 }), concurrency: 1);
        Assert.Equal(new Counts(51, 0, 0, 1, 0, 1, 53, 53, 0, 0), Describe(run, 60).ItemCounts);
    }

    [Fact]
    public void The_one_more_may_succeed_before_the_others_are_aborted()
    {
        // As it was recorded: one at a time, the first fails after 25 s, the others take no time.
        var plan = new MapRunPlan([1, 1, 1, 1], [EveryTenth with { Seconds = 25 }, null, null, null]) { ChildSeconds = 0.06 };
        var run = Begin(plan, concurrency: 1);
        Assert.Equal(new Counts(3, 1, 0, 0, 0, 0, 4, 0, 0, 0), Describe(run, 24.9).ItemCounts);
        Assert.Equal(new Counts(2, 1, 0, 1, 0, 0, 4, 0, 0, 0), Describe(run, 25.52).ItemCounts);
        Assert.Equal(new Counts(2, 0, 1, 1, 0, 0, 4, 0, 0, 0), Describe(run, 29).ItemCounts);
        Assert.Equal((RunStatus.Failed, new Counts(2, 0, 1, 1, 0, 0, 4, 4, 0, 0)), (Describe(run, 30).Status, run.Describe().ItemCounts));
    }

    [Fact]
    public void A_tolerance_lowered_below_what_has_failed_winds_it_down()
    {
        var run = Begin(Plan(failures: EveryTenth), tolerance: new Tolerance(100, 0));
        Update(run, 30, run.Settings with { Tolerance = new Tolerance(0, 29) });
        Assert.Equal(RunStatus.Running, run.Describe().Status);
        Assert.Equal((RunStatus.Failed, At(35)), (Describe(run, 60).Status, run.Describe().StopDate));
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
    public void The_first_look_after_a_redrive_has_a_new_status_and_redrive_fields_and_the_old_counts()
    {
        var run = Begin(Plan(failures: EveryTenth));
        var old = Describe(run, 60);
        run.Redrive(redriveCount: 3);
        var first = run.Describe();
        Assert.Equal((RunStatus.Running, null, 3, At(60.09)), (first.Status, first.StopDate, first.RedriveCount, first.RedriveDate));
        Assert.Equal((old.ItemCounts, old.ExecutionCounts), (first.ItemCounts, first.ExecutionCounts));
        Assert.Equal(0, first.ExecutionCounts.PendingRedrive);
        Assert.Equal(9, run.ChildrenBelow(null).Count(child => child.Status is ChildStatus.PendingRedrive && child.StopDate is not null));

        var next = Describe(run, 61.4).ExecutionCounts;
        Assert.Equal((0, 0, 0, 0), (next.Failed, next.Aborted, next.PendingRedrive, next.ResultsWritten));
        Assert.Equal(100, next.Pending + next.Running + next.Succeeded);
    }

    [Fact]
    public void A_redrive_runs_the_failed_the_aborted_and_those_that_never_started()
    {
        var run = Begin(Plan(failures: EveryTenth));
        Describe(run, 60);
        run.Update(run.Settings with { Tolerance = new Tolerance(100, 0) });
        run.Redrive(redriveCount: 1);
        var end = Describe(run, 500);
        // Those that run for the first time may still fail.
        Assert.Equal((RunStatus.Succeeded, 0, 8, 92), (end.Status, end.ExecutionCounts.Pending, end.ExecutionCounts.Failed, end.ExecutionCounts.Succeeded));
    }

    [Fact]
    public void Redriven_ones_that_wait_for_their_turn_are_pending_redrive()
    {
        var run = Begin(Plan(failures: EveryTenth));
        Update(run, 60, run.Settings with { MaxConcurrency = 4 });
        run.Redrive(redriveCount: 1);
        var counts = Describe(run, 60.6).ExecutionCounts;
        Assert.Equal((4, 5, 85), (counts.Running, counts.PendingRedrive, counts.Pending));
    }

    [Fact]
    public void A_standard_child_execution_keeps_its_start_and_is_redriven()
    {
        var run = Begin(Plan(failures: EveryTenth));
        Describe(run, 60);
        Assert.Equal((ChildStatus.Failed, 0, null), (run.Child(4)!.Status, run.Child(4)!.RedriveCount, run.Child(4)!.RedriveDate));
        run.Redrive(redriveCount: 1);
        Describe(run, 100);
        var again = run.Child(4)!;
        Assert.Equal((ChildStatus.Succeeded, Start, 1, At(60.5)), (again.Status, again.StartDate, again.RedriveCount, again.RedriveDate));
    }

    [Fact]
    public void An_express_child_execution_has_a_new_start_and_no_redrive_date()
    {
        var run = Begin(Plan(isExpress: true, failures: EveryTenth));
        Describe(run, 60);
        run.Redrive(redriveCount: 1);
        Describe(run, 100);
        var again = run.Child(4)!;
        Assert.Equal((ChildStatus.Succeeded, At(60.5), 1, null), (again.Status, again.StartDate, again.RedriveCount, again.RedriveDate));
        var listed = run.ChildrenBelow(null).ToArray();
        Assert.Equal(listed.OrderByDescending(child => child.StartDate).Select(child => child.StartDate), listed.Select(child => child.StartDate));
        Assert.Equal(listed.Length, listed.Select(child => child.Number).Distinct().Count());
    }

    [Fact]
    public void Failures_may_come_again_or_not_be_redrivable()
    {
        var run = Begin(Plan(failures: [SomeTimeOuts, SomeLost]), tolerance: new Tolerance(0, 40));
        var end = Describe(run, 500).ExecutionCounts;
        Assert.Equal((2, 3, 2), (end.Failed, end.TimedOut, end.FailuresNotRedrivable));
        run.Redrive(redriveCount: 1);
        var again = Describe(run, 5000).ExecutionCounts;
        Assert.Equal((0, 95, 2, 3, 2), (again.Pending, again.Succeeded, again.Failed, again.TimedOut, again.FailuresNotRedrivable));
    }

    [Fact]
    public void One_whose_role_may_not_start_child_executions_fails_without_one()
    {
        var error = new RunError("States.Runtime", "not authorized");
        var run = Begin(Plan(items: 1), errors: new PlannedErrors([(ErrorPoint.BeforeChildren, error, 1)]));
        Assert.Equal(RunStatus.Running, Describe(run, 6.9).Status);
        var end = Describe(run, 7);
        Assert.Equal((RunStatus.Failed, new Counts(1, 0, 0, 0, 0, 0, 1, 1, 0, 0)), (end.Status, end.ItemCounts));
        Assert.Equal((error, 0), (run.Error, run.ChildrenBelow(null).Count()));

        run.Redrive(redriveCount: 1);
        Assert.Equal((RunStatus.Succeeded, 1), (Describe(run, 60).Status, run.Describe().ItemCounts.Succeeded));
    }

    [Fact]
    public void One_whose_role_may_not_redrive_fails_again_with_everything_as_it_was()
    {
        var error = new RunError("States.Runtime", "not authorized");
        var run = Begin(Plan(failures: EveryTenth), errors: new PlannedErrors([(ErrorPoint.RedriveOfMapRun, error, 1)]));
        var old = Describe(run, 60);
        var children = run.ChildrenBelow(null).ToArray();
        run.Redrive(redriveCount: 1);
        Assert.Equal((RunStatus.Running, old.ExecutionCounts), (Describe(run, 66.9).Status, run.Describe().ExecutionCounts));
        Assert.Equal(old with { StopDate = At(67), RedriveCount = 1, RedriveDate = At(60.09) }, Describe(run, 100));
        Assert.Equal(children, run.ChildrenBelow(null));
        Assert.Equal(error, run.Error);
    }

    [Fact]
    public void One_whose_results_can_not_be_written_fails_when_all_children_have_ended()
    {
        var error = new RunError("States.ResultWriterFailed", "no such bucket");
        var run = Begin(Plan(), errors: new PlannedErrors([(ErrorPoint.WritingResults, error, 1)]));
        var end = Describe(run, 500);
        Assert.Equal((RunStatus.Failed, 100, error), (end.Status, end.ExecutionCounts.Succeeded, run.Error));
    }

    [Fact]
    public void Aborted_it_aborts_standard_child_executions_and_waits_for_express_ones()
    {
        var (standard, express) = (Begin(Plan()), Begin(Plan(isExpress: true)));
        Describe(standard, 20.5);
        standard.Abort();
        express.Abort();
        Assert.Equal((RunStatus.Aborted, At(20.5), 10), (standard.Describe().Status, standard.Describe().StopDate, standard.Describe().ExecutionCounts.Aborted));
        Assert.Equal((RunStatus.Running, 10), (express.Describe().Status, express.Describe().ExecutionCounts.Running));
        var end = Describe(express, 60);
        Assert.Equal((RunStatus.Aborted, 30, 70), (end.Status, end.ExecutionCounts.Succeeded, end.ExecutionCounts.Pending));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Counts_and_child_executions_agree_at_any_time(bool isExpress, bool isUnlimited, double? reading)
    {
        var plan = Plan(items: 1234, reading: reading, isExpress: isExpress, failures: [EveryTenth, SomeTimeOuts, SomeLost]);
        var run = Begin(plan, isUnlimited ? 0 : 7, new Tolerance(0, 100));
        var seconds = 0.0;
        for (var redrives = 0; redrives < 3; redrives++)
        {
            for (var i = 0; i < 150; i++, seconds += 2.3)
            {
                AssertAgree(plan, run, seconds);
                if (i == 10)
                {
                    Update(run, seconds, run.Settings with { MaxConcurrency = 12 });
                    AssertAgree(plan, run, seconds);
                }
            }

            if (run.Status is RunStatus.Failed)
            {
                run.Redrive(redrives + 1);
                _timeline.AdvanceTo(_timeline.Now.AddSeconds(1));
                seconds += 1;
            }
        }
    }

    private void AssertAgree(MapRunPlan plan, SimulatedMapRun run, double seconds)
    {
        var state = Describe(run, seconds);
        var children = run.ChildrenBelow(null).ToArray();
        foreach (var (counts, size) in new (Counts, Func<SimulatedChild, long>)[] { (state.ExecutionCounts, _ => 1), (state.ItemCounts, child => plan.ItemsOf(child.Number)) })
        {
            long Sum(ChildStatus status) => children.Where(child => child.Status == status).Sum(size);
            Assert.Equal(
                (counts.Running, counts.Succeeded, counts.Failed, counts.TimedOut, counts.Aborted, counts.PendingRedrive),
                (Sum(ChildStatus.Running), Sum(ChildStatus.Succeeded), Sum(ChildStatus.Failed), Sum(ChildStatus.TimedOut), Sum(ChildStatus.Aborted), Sum(ChildStatus.PendingRedrive)));
            Assert.Equal(children.Where(child => child.Failure is { IsRedrivable: false }).Sum(size), counts.FailuresNotRedrivable);
            Assert.Equal(counts.Total, counts.Pending + counts.Running + counts.Succeeded + counts.Failed + counts.TimedOut + counts.Aborted + counts.PendingRedrive);
            Assert.Equal(state.StopDate is null ? 0 : counts.Total, counts.ResultsWritten);
        }

        Assert.All(children, child =>
        {
            Assert.InRange(child.StartDate, state.StartDate, At(seconds));
            Assert.Equal(child.Status is ChildStatus.Running, child.StopDate is null);
            Assert.True(child.StopDate is null || child.StopDate <= At(seconds));
            Assert.True(child.RedriveDate is null || child.RedriveDate <= At(seconds));
        });
    }

    private static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    private static MapRunPlan Plan(int items = 1000, int itemsPerChild = 10, double? reading = null, bool isExpress = false, double backlog = 0, params FailurePlan[] failures)
    {
        var batches = MapRunPlan.Batches(items, itemsPerChild);
        return new MapRunPlan(batches, MapRunPlan.Spread(failures, batches.Length))
        {
            ChildSeconds = 10, ReadingItemsPerSecond = reading, IsExpress = isExpress, BacklogSeconds = backlog,
        };
    }

    private SimulatedMapRun Begin(MapRunPlan plan, int concurrency = 10, Tolerance tolerance = default, PlannedErrors? errors = null) =>
        new(plan, new MapRunSettings(concurrency, tolerance), _timeline, errors ?? PlannedErrors.None);

    private MapRunState Describe(SimulatedMapRun run, double seconds)
    {
        _timeline.AdvanceTo(At(seconds));
        return run.Describe();
    }

    private void Update(SimulatedMapRun run, double seconds, MapRunSettings settings)
    {
        _timeline.AdvanceTo(At(seconds));
        run.Update(settings);
    }
}
