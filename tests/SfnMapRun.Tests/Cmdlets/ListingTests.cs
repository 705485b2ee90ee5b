using System.Management.Automation;
using SfnMapRun.Service;

namespace SfnMapRun.Tests.Cmdlets;

/// <summary>The commands that list: the Map Runs of an execution, the child executions of a Map Run, and why they failed.</summary>
public sealed class ListingTests : IDisposable
{
    private const string Arn = FakeStepFunctions.MapRunArn;
    private const string StateMachine = "arn:aws:states:eu-central-1:123456789012:stateMachine:Orders";
    private readonly PowerShellSession _session = new();
    private readonly List<ExecutionFilter> _filters = [];

    public ListingTests()
    {
        _session.StepFunctions.ListMapRuns = token => token is null
            ? new([new() { MapRunArn = "first" }, new() { MapRunArn = "second" }], "2")
            : new([new() { MapRunArn = "third" }], null);
        _session.StepFunctions.ListExecutions = (filter, _) =>
        {
            _filters.Add(filter);
            return new(FakeStepFunctions.Children(filter.Status ?? "ANY", 1, 30), null);
        };
        _session.StepFunctions.DescribeExecution = arn => new MapRunExecution { ExecutionArn = arn, Error = "NoStock", Cause = "none left" };
        _session.StepFunctions.DescribeMapRun = arn => new MapRun
        {
            MapRunArn = arn,
            Status = "FAILED",
            ExecutionCounts = new() { Failed = 30, TimedOut = 0, Aborted = 0 },
        };
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_list_of_Map_Runs_has_all_pages_in_order()
    {
        var result = _session.Run($"Get-SFNMapRunList {FakeStepFunctions.ExecutionArn} -Verbose");
        Assert.Equal(["first", "second", "third"], result.Output.Cast<MapRunListItem>().Select(item => item.MapRunArn));
        Assert.StartsWith("3 Map Runs, no errors; 2 calls,", result.Verbose[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_page_is_asked_for_when_its_first_item_is()
    {
        _session.Run($"foreach ($once in 1) {{ $i = 0; Get-SFNMapRunList {FakeStepFunctions.ExecutionArn} | ForEach-Object {{ if (++$i -eq 2) {{ break }} }} }}");
        Assert.Single(_session.StepFunctions.Requests);
    }

    [Theory]
    [InlineData("-Slowest 3", "RUNNING")]
    [InlineData("-Slowest 3 -Status RUNNING -RedriveFilter REDRIVEN", "RUNNING")]
    [InlineData("-Slowest 3 -Status failed, RUNNING", "FAILED RUNNING")]
    public void The_slowest_of_those_that_run_come_first_from_all_pages(string parameters, string statuses)
    {
        var started = new DateTime(2026, 3, 10, 12, 0, 0);
        _session.StepFunctions.ListExecutions = (filter, token) =>
        {
            _filters.Add(filter);
            var page = token is null ? 0 : int.Parse(token, System.Globalization.CultureInfo.InvariantCulture);
            var children = Enumerable.Range(0, 10).Select(i => new MapRunExecution
            {
                ExecutionArn = $"{filter.Status}-{page}{i}",
                Status = filter.Status,
                StartDate = started.AddMinutes(-(10 * page) - i),
                StopDate = filter.Status == "RUNNING" ? null : started.AddMinutes(-(10 * page) - i + 1),
            });
            return new([.. children], page < 4 ? $"{page + 1}" : null);
        };
        var result = _session.Run($"Get-SFNMapRunExecution {Arn} {parameters}");
        Assert.Equal(["RUNNING-49", "RUNNING-48", "RUNNING-47"], result.Output.Cast<MapRunExecution>().Select(child => child.ExecutionArn));
        Assert.Equal(statuses.Split(' '), _filters.Select(filter => filter.Status).Distinct());
        Assert.Equal(5 * statuses.Split(' ').Length, _filters.Count);
    }

    [Fact]
    public void Of_the_slowest_alone_details_are_asked_for()
    {
        var result = _session.Run($"Get-SFNMapRunExecution {Arn} -Slowest 2 -IncludeDetail");
        Assert.Equal(["NoStock", "NoStock"], result.Output.Cast<MapRunExecution>().Select(child => child.Error));
        Assert.Equal(2, _session.StepFunctions.Requests.Count(request => request.StartsWith("DescribeExecution", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_long_list_shows_that_it_is_being_read_before_the_slowest_are_known()
    {
        _session.StepFunctions.Latency = TimeSpan.FromSeconds(5);
        var result = _session.Run($"Get-SFNMapRunExecution {Arn} -Slowest 2");
        Assert.Contains(result.Progress, record => record.StatusDescription == "0 so far, 0 failed");
    }

    [Fact]
    public void The_latest_Map_Run_of_a_state_machine_takes_three_calls_to_describe()
    {
        _session.StepFunctions.ListParentExecutions = (_, _, _) =>
            new([.. Enumerable.Range(0, 100).Select(_ => new MapRunExecution { ExecutionArn = FakeStepFunctions.ExecutionArn })], "2");
        _session.StepFunctions.ListMapRuns = _ => new([.. Enumerable.Range(0, 9).Select(_ => new MapRunListItem { MapRunArn = Arn })], "2");
        _session.Run($"foreach ($once in 1) {{ Get-SFNMapRunList -StateMachineArn {StateMachine} | ForEach-Object {{ Get-SFNMapRun $_; break }} }}");
        Assert.Equal(["ListExecutions", "ListMapRuns", "DescribeMapRun"], _session.StepFunctions.Requests.Select(request => request.Split(' ')[0]));
    }

    [Fact]
    public void Executions_of_several_statuses_each_once_are_asked_for()
    {
        List<string?> statuses = [];
        _session.StepFunctions.ListParentExecutions = (_, status, _) =>
        {
            statuses.Add(status);
            return new([new() { ExecutionArn = FakeStepFunctions.ExecutionArn }], null);
        };
        var result = _session.Run($"Get-SFNMapRunList -StateMachineArn {StateMachine} -ExecutionStatus failed, RUNNING, Failed -Verbose");
        Assert.Equal(["FAILED", "RUNNING"], statuses);
        Assert.Equal(["first", "second", "third"], result.Output.Cast<MapRunListItem>().Select(item => item.MapRunArn));
        Assert.StartsWith("3 Map Runs, no errors; 4 calls,", result.Verbose[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_execution_whose_Map_Runs_cannot_be_listed_is_an_error_about_it_and_the_others_go_on()
    {
        _session.StepFunctions.ListParentExecutions = (_, _, _) =>
            new([new() { ExecutionArn = FakeStepFunctions.ExecutionArn + "-2" }, new() { ExecutionArn = FakeStepFunctions.ExecutionArn }], null);
        _session.StepFunctions.ListMapRunsOf = execution =>
            execution.EndsWith("-2", StringComparison.Ordinal) ? throw TestKinds.Failure("ExecutionNotFound") : null!;
        var result = _session.Run($"Get-SFNMapRunList -StateMachineArn {StateMachine}");
        Assert.Equal(FakeStepFunctions.ExecutionArn + "-2", Assert.Single(result.Errors).TargetObject);
        Assert.Equal(3, result.Output.Count);
    }

    [Fact]
    public void A_long_search_for_the_first_Map_Run_shows_that_it_is_going_on()
    {
        _session.StepFunctions.Latency = TimeSpan.FromSeconds(1);
        _session.StepFunctions.ListMapRuns = _ => new([], null);
        _session.StepFunctions.ListParentExecutions = (_, _, _) =>
            new([.. Enumerable.Range(0, 9).Select(_ => new MapRunExecution { ExecutionArn = FakeStepFunctions.ExecutionArn })], null);
        var result = _session.Run($"Get-SFNMapRunList -StateMachineArn {StateMachine}");
        Assert.Equal("0 so far, 0 failed", result.Progress[0].StatusDescription);
    }

    [Fact]
    public void Without_a_filter_all_child_executions_are_listed_without_their_details()
    {
        var result = _session.Run($"Get-SFNMapRunExecution '{Arn}' -Verbose");
        Assert.Equal(30, result.Output.Count);
        Assert.All(result.Output, child => Assert.Null(Assert.IsType<MapRunExecution>(child).Error));
        Assert.Equal([new ExecutionFilter()], _filters);
        Assert.Single(_session.StepFunctions.Requests);
        Assert.StartsWith("30 child executions, no errors; 1 call,", result.Verbose[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Statuses_are_listed_in_their_order_each_once_in_the_service_s_own_spelling()
    {
        _session.Run($"Get-SFNMapRunExecution '{Arn}' -Status timed_out, FAILED, Failed -RedriveFilter not_redriven");
        Assert.Equal([new("TIMED_OUT", "NOT_REDRIVEN"), new ExecutionFilter("FAILED", "NOT_REDRIVEN")], _filters);
    }

    [Theory]
    [InlineData("-Status FAILD")]
    [InlineData("-RedriveFilter MAYBE")]
    [InlineData("-ThrottleLimit 0")]
    [InlineData("-ThrottleLimit 1001")]
    public void A_value_that_is_none_is_refused(string parameter) =>
        Assert.IsAssignableFrom<ParameterBindingException>(_session.Run($"Get-SFNMapRunExecution '{Arn}' {parameter}").Ending);

    [Fact]
    public void Details_are_added_on_request_in_the_order_of_the_list_and_side_by_side()
    {
        var result = _session.Run($"Get-SFNMapRunExecution '{Arn}' -IncludeDetail -ThrottleLimit 5 -Verbose");
        Assert.Equal(
            FakeStepFunctions.Children("ANY", 1, 30).Select(child => child.ExecutionArn),
            result.Output.Cast<MapRunExecution>().Select(child => child.ExecutionArn));
        Assert.All(result.Output.Cast<MapRunExecution>(), child => Assert.Equal(("NoStock", 10, Arn), (child.Error, child.ItemCount, child.MapRunArn)));
        Assert.Equal(5, _session.StepFunctions.MostInFlight);
        Assert.StartsWith("30 child executions, no errors; 31 calls,", result.Verbose[^1], StringComparison.Ordinal);
    }

    // No further, as each may have half a megabyte of input and output.
    [Theory]
    [InlineData("Get-SFNMapRunExecution", " -IncludeDetail")]
    [InlineData("Get-SFNMapRunFailure", "")]
    public void Calls_for_child_executions_run_ahead_of_one_that_takes_long_by_four_times_ThrottleLimit(string command, string details)
    {
        var (made, madeAhead) = (0, 0);
        var ahead = new TaskCompletionSource();
        _session.StepFunctions.Hold = async arn =>
        {
            if (arn.Contains("/Import:", StringComparison.Ordinal) && !arn.Contains("mapRun", StringComparison.Ordinal) && ++made == 1)
            {
                await ahead.Task;
                await Task.Delay(TimeSpan.FromHours(1), _session.Time);
                madeAhead = made - 1;
            }
            else if (made == 1 + (4 * 3))
            {
                ahead.TrySetResult();
            }
        };
        _session.Run($"{command} '{Arn}'{details} -ThrottleLimit 3");
        Assert.Equal(4 * 3, madeAhead);
    }

    [Fact]
    public void Failures_are_grouped_over_a_sample_no_larger_than_was_asked_for()
    {
        var result = _session.Run($"Get-SFNMapRunFailure '{Arn}' -Top 10 -ThrottleLimit 4");
        var failure = Assert.IsType<MapRunFailure>(Assert.Single(result.Output));
        Assert.Equal(("NoStock", "none left", 10, 30), (failure.Error, failure.CauseShape, failure.SampledExecutions, failure.UnsuccessfulExecutions));
        Assert.Equal(10, _session.StepFunctions.Requests.Count(request => request.StartsWith("DescribeExecution", StringComparison.Ordinal)));
        Assert.Equal(4, _session.StepFunctions.MostInFlight);
        Assert.Contains("-Top 30", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_Top_500_child_executions_are_sampled_at_the_most()
    {
        _session.StepFunctions.DescribeMapRun = arn => new MapRun { MapRunArn = arn, Status = "FAILED", ExecutionCounts = new() { Failed = 900, TimedOut = 0, Aborted = 0 } };
        _session.StepFunctions.ListExecutions = (_, _) => new(FakeStepFunctions.Children("FAILED", 1, 900), null);
        var result = _session.Run($"Get-SFNMapRunFailure '{Arn}'");
        Assert.Equal(500, ((MapRunFailure)Assert.Single(result.Output)!).SampledExecutions);
    }

    [Fact]
    public void Long_sampling_shows_how_far_it_is()
    {
        _session.StepFunctions.Latency = TimeSpan.FromSeconds(1);
        var result = _session.Run($"Get-SFNMapRunFailure '{Arn}' -ThrottleLimit 1");
        Assert.All(result.Progress, record => Assert.Equal("Sampling child executions", record.Activity));
        Assert.Contains(result.Progress, record => record.StatusDescription.StartsWith("15 of 30, 0 failed", StringComparison.Ordinal));
        Assert.All(result.Progress, record => Assert.InRange(record.PercentComplete, -1, 99));
    }
}
