using SfnMapRun.Calls;
using SfnMapRun.Reporting;
using SfnMapRun.Waiting;

namespace SfnMapRun.Tests.Waiting;

/// <summary>Waiting for the Map Runs of an execution, those that have not begun yet included, on a virtual clock.</summary>
public sealed class ExecutionWaitTests
{
    private const string Execution = FakeStepFunctions.ExecutionArn;
    private readonly VirtualTime _time = new();
    private readonly FakeStepFunctions _service;
    private readonly List<(double At, string Request)> _requests = [];

    // When each Map Run begins and stops, and how.
    private readonly List<(string Arn, double Begin, double Stop, string Status)> _runs = [];

    public ExecutionWaitTests()
    {
        _service = new FakeStepFunctions(_time) { Latency = TimeSpan.Zero, MaxAttempts = 1 };
        _service.OnRequest = () => _requests.Add((Now, _service.Requests[^1]));
        _service.DescribeMapRun = arn => Describe(_runs.Find(run => run.Arn == arn));
        _service.ListMapRuns = _ => new([.. Begun().Reverse()], null);
        End("SUCCEEDED", 60);
    }

    private double Now => _time.Elapsed.TotalSeconds;

    [Fact]
    public void Map_Runs_that_begin_later_are_waited_for_and_each_is_output_once_as_it_stops()
    {
        AddRun("a", 7, 42, "SUCCEEDED");
        AddRun("b", 21, 33, "SUCCEEDED");
        var output = Wait([Execution]);
        Assert.Equal([Arn("b"), Arn("a")], Items(output));
        Assert.Empty(output.OfType<Output.Error>());
        Assert.Equal(60, Now);
        Assert.Equal(Enumerable.Range(0, 13).Select(i => 5.0 * i), At("DescribeExecution"));
        Assert.Equal(At("DescribeExecution"), At("ListMapRuns"));
        Assert.Equal([10, 15, 20, 25, 25, 30, 31.05, 35, 36.05, 40, 45], At("DescribeMapRun"));
        Assert.DoesNotContain($"DescribeExecution eu-central-1 {Execution}", _requests.Select(request => request.Request));
    }

    [Fact]
    public void A_Map_Run_that_is_first_seen_when_its_execution_has_ended_is_not_missed()
    {
        AddRun("a", 2, 4, "SUCCEEDED");
        End("SUCCEEDED", 4);
        Assert.Equal([Arn("a")], Items(Wait([Execution])));
    }

    [Fact]
    public void A_Map_Run_that_is_seen_to_stop_later_than_its_execution_is_waited_for()
    {
        AddRun("a", 2, 13, "SUCCEEDED");
        End("FAILED", 9);
        Assert.Equal(["Item", "Error"], Told(Wait([Execution], errorOnFailure: true)));
        Assert.Equal(15, Now);
        Assert.Equal([0, 5, 10], At("ListMapRuns"));
    }

    [Theory]
    [InlineData("FAILED", "FAILED, States.Runtime: Not allowed.")]
    [InlineData("TIMED_OUT", "TIMED_OUT, States.Runtime: Not allowed.")]
    [InlineData("ABORTED", "ABORTED, States.Runtime: Not allowed.")]
    public void An_execution_that_fails_without_a_Map_Run_is_an_error_with_its_own_reason(string status, string reason)
    {
        End(status, 3, "States.Runtime", "Not allowed.");
        var error = Assert.Single(Wait([Execution]).OfType<Output.Error>());
        Assert.Equal(("ExecutionFailed", Execution), (error.Exception.ErrorId, error.Target));
        Assert.Equal($"The execution Orders:nightly has stopped without a Map Run: {reason}", error.Exception.Message);
        Assert.Contains($"redrive-execution --execution-arn '{Execution}'", error.Exception.Describe(Execution), StringComparison.Ordinal);
        Assert.Equal(5, Now);
    }

    [Fact]
    public void An_execution_that_was_aborted_without_a_word_has_no_reason()
    {
        End("ABORTED", 0);
        Assert.Equal(
            "The execution Orders:nightly has stopped without a Map Run: ABORTED.",
            Assert.Single(Wait([Execution]).OfType<Output.Error>()).Exception.Message);
    }

    [Fact]
    public void A_reason_that_a_key_protects_is_said_to_be_so()
    {
        _service.PayloadRefusal = TestKinds.Failure("KmsAccessDenied", "KmsAccessDeniedException");
        End("FAILED", 0);
        Assert.Equal(
            "The execution Orders:nightly has stopped without a Map Run: FAILED, its error and cause can't be read (KmsAccessDenied).",
            Assert.Single(Wait([Execution]).OfType<Output.Error>()).Exception.Message);
    }

    [Fact]
    public void That_a_key_protects_it_is_not_forgotten_where_the_list_fails_at_first()
    {
        _service.PayloadRefusal = TestKinds.Failure("KmsAccessDenied", "KmsAccessDeniedException");
        End("FAILED", 0);
        var list = _service.ListMapRuns;
        _service.ListMapRuns = _ =>
        {
            _service.ListMapRuns = list;
            throw TestKinds.Failure("RequestTimeout");
        };
        Assert.EndsWith("its error and cause can't be read (KmsAccessDenied).", Wait([Execution]).OfType<Output.Error>().Single().Exception.Message);
    }

    [Fact]
    public void An_execution_that_succeeds_without_a_Map_Run_is_told_of_in_a_verbose_line_alone()
    {
        End("SUCCEEDED", 7);
        var output = Wait([Execution], errorOnFailure: true);
        Assert.Empty(Told(output));
        Assert.Equal(
            "The execution Orders:nightly has stopped without a Map Run: SUCCEEDED.", output.OfType<Output.Verbose>().Last().Text);
    }

    [Theory]
    [InlineData(true, "Error")]
    [InlineData(false, "Warning")]
    public void An_execution_that_fails_though_its_Map_Runs_succeeded_is_an_error_where_that_is_wanted(bool errorOnFailure, string told)
    {
        AddRun("a", 2, 9, "SUCCEEDED");
        End("FAILED", 30, "Report.Failed", "No paper");
        var output = Wait([Execution], errorOnFailure: errorOnFailure);
        Assert.Equal(["Item", told], Told(output));
        const string Message = "The execution Orders:nightly has stopped: FAILED, Report.Failed: No paper. None of its Map Runs failed.";
        Assert.Equal(Message, output.OfType<Output.Error>().SingleOrDefault()?.Exception.Message ?? output.OfType<Output.Warning>().Single().Text);
    }

    [Fact]
    public void Of_a_Map_Run_that_can_not_be_described_nobody_says_that_it_did_not_fail()
    {
        AddRun("a", 2, 9, "FAILED");
        End("FAILED", 10);
        _service.DescribeMapRun = _ => throw TestKinds.Failure("AccessDenied", "AccessDeniedException");
        Assert.Equal(["AccessDenied"], Wait([Execution], errorOnFailure: true).OfType<Output.Error>().Select(error => error.Exception.ErrorId));
    }

    [Theory]
    [InlineData("FAILED", "FAILED", "MapRunFailed")]
    [InlineData("ABORTED", "ABORTED", "MapRunAborted")]
    [InlineData("FAILED", "SUCCEEDED", "MapRunFailed")]
    public void A_Map_Run_that_failed_is_the_error_and_its_execution_not_another(string mapRun, string execution, string id)
    {
        AddRun("a", 2, 9, mapRun);
        End(execution, 10);
        var output = Wait([Execution], errorOnFailure: true);
        Assert.Equal(["Item", "Error"], Told(output));
        Assert.Equal((id, Arn("a")), output.OfType<Output.Error>().Select(error => (error.Exception.ErrorId, error.Target)).Single());
        Assert.Equal(["Item"], Told(Wait([Execution])));
    }

    [Fact]
    public void Who_names_a_Map_Run_and_its_execution_gets_it_once()
    {
        AddRun("a", 0, 0, "SUCCEEDED");
        AddRun("b", 0, 20, "SUCCEEDED");
        Assert.Equal([Arn("a"), Arn("b")], Items(Wait([Arn("a"), Execution, Arn("b"), Execution])));
    }

    [Fact]
    public void A_time_out_before_a_Map_Run_has_begun_is_an_error_about_the_execution()
    {
        var error = Assert.Single(Wait([Execution], timeout: 42).OfType<Output.Error>());
        Assert.Equal(("WaitTimedOut", Execution), (error.Exception.ErrorId, error.Target));
        Assert.Equal("The execution Orders:nightly had not stopped after 42s: RUNNING, no Map Run has begun yet.", error.Exception.Message);
        Assert.Equal(42, Now);
    }

    [Fact]
    public void A_time_out_while_a_Map_Run_runs_is_an_error_about_that_one()
    {
        AddRun("a", 3, 50, "SUCCEEDED");
        AddRun("b", 3, 9, "SUCCEEDED");
        Assert.Equal(Arn("a"), Assert.Single(Wait([Execution], timeout: 42).OfType<Output.Error>()).Target);
        Assert.Equal(
            "The execution Orders:nightly had not stopped after 17s: RUNNING, its 2 Map Runs have stopped.",
            Assert.Single(Wait([Execution], timeout: 17).OfType<Output.Error>()).Exception.Message);
    }

    [Fact]
    public void A_time_out_where_nothing_was_seen_says_why()
    {
        _service.ListMapRuns = _ => throw TestKinds.Failure("EndpointUnreachable");
        var output = Wait([Execution], timeout: 42);
        Assert.Equal(
            "The execution Orders:nightly could not be polled for 42s: EndpointUnreachable.", output.OfType<Output.Error>().Single().Exception.Message);
        Assert.Equal(
            "Still waiting, though nothing was seen of Orders:nightly for 15s: EndpointUnreachable.", output.OfType<Output.Warning>().Single().Text);
    }

    [Fact]
    public void A_failure_that_passes_is_waited_out()
    {
        AddRun("a", 2, 42, "SUCCEEDED");
        var list = _service.ListMapRuns;
        _service.ListMapRuns = token => Now is > 3 and < 20 ? throw TestKinds.Failure("Throttled", "ThrottlingException") : list(token);
        Assert.Equal([Arn("a")], Items(Wait([Execution])));
    }

    [Fact]
    public void An_execution_that_was_just_started_may_not_be_there_at_once()
    {
        AddRun("a", 2, 9, "SUCCEEDED");
        var describe = _service.DescribeExecution;
        _service.DescribeExecution = arn => Now < 4 ? throw TestKinds.Failure("ExecutionNotFound", "ExecutionDoesNotExist") : describe(arn);
        Assert.Equal(["Item"], Told(Wait([Execution])));
        _service.DescribeExecution = _ => throw TestKinds.Failure("ExecutionNotFound", "ExecutionDoesNotExist");
        _requests.Clear();
        Assert.Equal("ExecutionNotFound", Wait([Execution]).OfType<Output.Error>().Single().Exception.ErrorId);
        Assert.Equal(2, At("DescribeExecution").Count());
    }

    [Fact]
    public void What_does_not_pass_ends_the_wait_for_that_execution_and_not_for_its_Map_Runs()
    {
        AddRun("a", 2, 42, "SUCCEEDED");
        var describe = _service.DescribeExecution;
        _service.DescribeExecution = arn => Now > 8 ? throw TestKinds.Failure("AccessDenied", "AccessDeniedException") : describe(arn);
        Assert.Equal(["Error", "Item"], Told(Wait([Execution])));
    }

    [Fact]
    public void Many_executions_keep_to_the_quota_of_ListMapRuns()
    {
        End("SUCCEEDED", 150);
        Wait(Enumerable.Range(0, 120).Select(i => $"{Execution}-{i}"));
        var lists = At("ListMapRuns").ToArray();
        Assert.Equal(50, lists.Count(at => at < 1));
        var later = lists.SkipWhile(at => at < 1).ToArray();
        Assert.All(later.Zip(later.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 1.0499, double.MaxValue));
    }

    [Fact]
    public void A_bar_says_what_is_waited_for_and_gives_way_to_those_of_the_Map_Runs()
    {
        AddRun("a", 7, 18, "SUCCEEDED");
        End("SUCCEEDED", 29);
        var bars = Wait([Execution]).OfType<Output.Progress>().Select(bar => (bar.Bar, bar.Parent, bar.Activity, bar.Status, bar.IsCompleted)).Distinct();
        Assert.Equal(
            [
                (1, null, "Orders:nightly", "waits for a Map Run to begin", false),
                (1, null, "Orders:nightly", "Done", true),
                (1, null, "Orders/Import:a", "40/100 items, 0 failed", false),
                (1, null, "Orders/Import:a", "Done", true),
                (1, null, "Orders:nightly", "waits for the execution to end", false),
            ],
            bars.Take(5));
    }

    [Fact]
    public void The_bar_over_all_counts_an_execution_until_its_Map_Runs_take_its_place()
    {
        AddRun("a", 7, 18, "SUCCEEDED");
        AddRun("b", 7, 18, "FAILED");
        End("FAILED", 29);
        AddRun("other", 0, 3, "SUCCEEDED");
        var bars = Wait([Execution, Arn("other")]).OfType<Output.Progress>().Where(bar => bar.Bar == 0).ToArray();
        Assert.Equal(
            [
                "0 of 2 stopped", "0 of 2 stopped, 40/100 items, 0 failed", "1 of 2 stopped, 40/100 items, 0 failed",
                "1 of 3 stopped, 80/200 items, 0 failed", "1 of 3 stopped, 120/300 items, 0 failed",
                "2 of 3 stopped, 120/300 items, 0 failed", "3 of 3 stopped (1 without success), 120/300 items, 0 failed",
            ],
            bars.Select(bar => bar.Status).Distinct());
        Assert.Equal([.. Enumerable.Repeat(false, bars.Length - 1), true], bars.Select(bar => bar.IsCompleted));
    }

    [Fact]
    public void Each_look_before_a_Map_Run_and_after_the_last_is_a_verbose_line_and_so_is_each_that_begins()
    {
        AddRun("a", 7, 12, "SUCCEEDED");
        AddRun("b", 7, 12, "SUCCEEDED");
        End("SUCCEEDED", 28);
        Assert.Equal(
            [
                "Orders:nightly: RUNNING, no Map Run has begun yet.",
                "Orders:nightly has started the Map Run " + Arn("a") + ".",
                "Orders:nightly has started the Map Run " + Arn("b") + ".",
                "Orders:nightly: RUNNING, its 2 Map Runs have stopped.",
                "The execution Orders:nightly has stopped: SUCCEEDED.",
            ],
            Wait([Execution]).OfType<Output.Verbose>().Select(line => line.Text).Where(line => line.Contains("Orders:n", StringComparison.Ordinal)).Distinct());
    }

    private static string Arn(string id) => $"arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:{id}";

    private static IEnumerable<string?> Items(List<Output> output) => output.OfType<Output.Item>().Select(item => ((MapRun)item.Value).MapRunArn);

    // What shows without further ado.
    private static IEnumerable<string> Told(List<Output> output) =>
        output.Where(item => item is Output.Item or Output.Error or Output.Warning).Select(item => item.GetType().Name);

    private IEnumerable<double> At(string operation) =>
        _requests.Where(request => request.Request.StartsWith($"{operation} ", StringComparison.Ordinal)).Select(request => Math.Round(request.At, 2));

    private void AddRun(string id, double begin, double stop, string status) => _runs.Add((Arn(id), begin, stop, status));

    private void End(string status, double at, string? error = null, string? cause = null) => _service.DescribeExecution = arn => new MapRunExecution
    {
        ExecutionArn = arn,
        Status = Now < at ? "RUNNING" : status,
        Error = Now < at ? null : error,
        Cause = Now < at ? null : cause,
    };

    private IEnumerable<MapRunListItem> Begun() => _runs.Where(run => run.Begin <= Now).Select(run => new MapRunListItem { MapRunArn = run.Arn });

    private MapRun Describe((string Arn, double Begin, double Stop, string Status) run) => new()
    {
        MapRunArn = run.Arn,
        Status = Now < run.Stop ? "RUNNING" : run.Status,
        ItemCounts = new() { Total = 100, Succeeded = 40, Failed = 0 },
    };

    private List<Output> Wait(IEnumerable<string> arns, double? timeout = null, bool errorOnFailure = false)
    {
        List<Output> output = [];
        var limit = timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        _time.Run(async () =>
        {
            var waiter = new MapRunWaiter(_time, TimeSpan.FromSeconds(5), limit);
            var runner = new CallRunner(16, _time, new Random(1));
            var calls = _service.Calls(runner: runner);
            foreach (var arn in arns)
            {
                waiter.Add(calls, FakeStepFunctions.Arn(arn));
            }

            output = await FakeStepFunctions.ListAsync(
                new WaitReport(waiter, new WaitSettings(limit, errorOnFailure, Heartbeat: false), runner.Counts, _time).RunAsync(default));
        });
        return output;
    }
}
