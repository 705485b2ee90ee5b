using System.Globalization;
using System.Management.Automation;

namespace SfnMapRun.Tests.Cmdlets;

public sealed class WaitSFNMapRunTests : IDisposable
{
    private const string Arn = FakeStepFunctions.MapRunArn;
    private readonly PowerShellSession _session = new();
    private readonly List<double> _polledAt = [];

    public WaitSFNMapRunTests()
    {
        _session.StepFunctions.Latency = TimeSpan.Zero;
        StopAfter(TimeSpan.FromMinutes(1), "SUCCEEDED");
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_Map_Run_is_written_when_it_has_stopped_polled_every_five_seconds_until_then()
    {
        var result = _session.Run($"Wait-SFNMapRun '{Arn}'");
        Assert.Empty(result.Errors);
        Assert.Equal("SUCCEEDED", Assert.IsType<MapRun>(Assert.Single(result.Output)).Status);
        Assert.Equal([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60], _polledAt);
    }

    [Theory]
    [InlineData("20", 20)]
    [InlineData("1.5", 1.5)]
    [InlineData("'20'", 20)]
    [InlineData("'0:00:20'", 20)]
    [InlineData("([timespan]::FromMinutes(2))", 120)]
    [InlineData("20L", 20)]
    [InlineData("20.5d", 20.5)]
    public void The_polling_interval_is_seconds_or_a_time_span(string interval, double seconds)
    {
        _session.Run($"Wait-SFNMapRun '{Arn}' -PollingInterval {interval}");
        Assert.Equal(seconds, _polledAt[1] - _polledAt[0], 3);
    }

    [Theory]
    [InlineData("-Timeout 12.5", 12.5)]
    [InlineData("-Timeout '00:00:30'", 30)]
    [InlineData("-Timeout ([timespan]::FromSeconds(45))", 45)]
    [InlineData("-TimeoutSec 12", 12)]
    [InlineData("-TimeoutSeconds 12", 12)]
    public void A_time_out_ends_it_with_an_error_that_has_the_last_state(string timeout, double seconds)
    {
        var result = _session.Run($"Wait-SFNMapRun '{Arn}' {timeout}");
        var error = Assert.Single(result.Errors);
        Assert.Equal("WaitTimedOut,SfnMapRun.Cmdlets.WaitSFNMapRunCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
        Assert.Equal(Arn, error.TargetObject);
        Assert.Equal("RUNNING", ((StepFunctionsException)error.Exception).MapRun!.Status);
        Assert.Equal(seconds, _session.Time.Elapsed.TotalSeconds, 3);
    }

    [Theory]
    [InlineData("-Timeout 0")]
    [InlineData("-Timeout -1")]
    [InlineData("-Timeout ([timespan]::Zero)")]
    [InlineData("-PollingInterval 0")]
    [InlineData("-Interval -0.5")]
    public void No_time_at_all_is_refused_as_it_was_understood(string parameter)
    {
        var ending = _session.Run($"Wait-SFNMapRun '{Arn}' {parameter}").Ending;
        Assert.IsAssignableFrom<ParameterBindingException>(ending);
        Assert.Contains("above 0", ending!.Message, StringComparison.Ordinal);
        Assert.Empty(_session.Gateway.Settings);
    }

    [Theory]
    [InlineData("-Timeout soon")]
    [InlineData("-Timeout 1e300")]
    [InlineData("-PollingInterval ''")]
    public void What_is_no_time_is_refused(string parameter) =>
        Assert.IsAssignableFrom<ParameterBindingException>(_session.Run($"Wait-SFNMapRun '{Arn}' {parameter}").Ending);

    [Theory]
    [InlineData("de-DE")]
    [InlineData("en-US")]
    public void A_number_means_the_same_in_every_culture(string culture)
    {
        var previous = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            _session.Run($"Wait-SFNMapRun '{Arn}' -PollingInterval '2.5'");
        }
        finally
        {
            CultureInfo.CurrentCulture = previous;
        }

        Assert.Equal(2.5, _polledAt[1] - _polledAt[0], 3);
    }

    [Theory]
    [InlineData("FAILED", "MapRunFailed")]
    [InlineData("ABORTED", "MapRunAborted")]
    public void A_failure_is_a_result_and_with_ErrorOnFailure_an_error_on_top(string status, string id)
    {
        StopAfter(TimeSpan.Zero, status);
        Assert.Empty(_session.Run($"Wait-SFNMapRun '{Arn}'").Errors);
        var result = _session.Run($"Wait-SFNMapRun '{Arn}' -ErrorOnFailure");
        Assert.Equal(status, ((MapRun)Assert.Single(result.Output)!).Status);
        Assert.Equal($"{id},SfnMapRun.Cmdlets.WaitSFNMapRunCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void A_bar_shows_how_far_a_Map_Run_is_and_is_taken_away()
    {
        var result = _session.Run($"Wait-SFNMapRun '{Arn}'");
        Assert.Single(result.Progress.Select(record => record.ActivityId).Distinct());
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
        Assert.Contains(result.Progress, record => record is { PercentComplete: 40, SecondsRemaining: > 0 });
        Assert.Contains(result.Progress, record => record.SecondsRemaining == -1);
    }

    [Fact]
    public void The_bars_of_several_are_under_one_over_all()
    {
        var result = _session.Run("$input | Wait-SFNMapRun", Arn, $"{Arn}2");
        var bars = result.Progress.GroupBy(record => record.ActivityId).OrderBy(bar => bar.Key).ToArray();
        Assert.Equal([-1, 0, 0], bars.Select(bar => bar.First().ParentActivityId));
        Assert.All(bars, bar => Assert.Equal(ProgressRecordType.Completed, bar.Last().RecordType));
    }

    [Fact]
    public void A_stop_ends_it_in_the_middle_of_a_pause()
    {
        _session.OnProgress = _ => _session.Stop();
        var result = _session.Run($"Wait-SFNMapRun '{Arn}' -PollingInterval 3600");
        Assert.True(result.IsStopped);
        Assert.Empty(result.Errors);
        Assert.Single(_polledAt);
    }

    [Theory]
    [InlineData(false, "", false)]
    [InlineData(true, "", true)]
    [InlineData(false, "-ProgressAction SilentlyContinue", true)]
    [InlineData(false, "-ProgressAction Ignore", true)]
    public void Where_nobody_sees_the_bars_a_line_says_how_it_goes_as_Write_Host_would(bool isRedirected, string parameter, bool hasLines)
    {
        _session.IsOutputRedirected = isRedirected;
        StopAfter(TimeSpan.FromMinutes(6), "SUCCEEDED");
        var result = _session.Run($"Wait-SFNMapRun '{Arn}' {parameter}");
        if (!hasLines)
        {
            Assert.Empty(result.Information);
            return;
        }

        var line = Assert.Single(result.Information);
        Assert.StartsWith("Waiting for 5m 0s: Orders/Import:5f1c: RUNNING, ", line.MessageData.ToString(), StringComparison.Ordinal);
        Assert.Equal(["PSHOST"], line.Tags);
        Assert.IsType<MapRun>(Assert.Single(result.Output));
    }

    [Fact]
    public void A_preference_against_progress_is_one_for_lines()
    {
        StopAfter(TimeSpan.FromMinutes(6), "SUCCEEDED");
        Assert.Single(_session.Run($"$ProgressPreference = 'SilentlyContinue'; Wait-SFNMapRun '{Arn}'").Information);
    }

    [Fact]
    public void Each_Map_Run_is_written_once_as_it_stops()
    {
        const string Later = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:later";
        _session.StepFunctions.DescribeMapRun = arn => new MapRun
        {
            MapRunArn = arn,
            Status = arn == Later && _session.Time.Elapsed < TimeSpan.FromSeconds(30) ? "RUNNING" : "SUCCEEDED",
        };
        var result = _session.Run("$input | Wait-SFNMapRun", Later, Arn, Later);
        Assert.Equal([Arn, Later], result.Output.Cast<MapRun>().Select(run => run.MapRunArn));
    }

    [Fact]
    public void What_a_list_gives_can_be_waited_for()
    {
        var result = _session.Run($"[SfnMapRun.MapRunListItem]@{{ MapRunArn = '{Arn}' }}, [SfnMapRun.MapRun]@{{ MapRunArn = '{Arn}2' }} | Wait-SFNMapRun");
        Assert.Equal([Arn, $"{Arn}2"], result.Output.Cast<MapRun>().Select(run => run.MapRunArn));
    }

    [Theory]
    [InlineData("Throttled", "ThrottlingException")]
    [InlineData("ServiceUnavailable", "InternalFailure")]
    [InlineData("EndpointUnreachable", null)]
    public void A_failure_that_passes_is_waited_out(string kind, string? code)
    {
        var polls = 0;
        _session.StepFunctions.DescribeMapRun = arn =>
            ++polls <= 3 ? throw TestKinds.Failure(kind, code) : new MapRun { MapRunArn = arn, Status = "SUCCEEDED" };
        var result = _session.Run($"Wait-SFNMapRun '{Arn}'");
        Assert.Empty(result.Errors);
        Assert.Single(result.Output);
    }

    [Fact]
    public void Each_look_is_told_and_what_is_winding_down_has_no_estimate()
    {
        _session.StepFunctions.DescribeMapRun = arn => _session.Time.Elapsed.TotalSeconds switch
        {
            0 => new MapRun { MapRunArn = arn, Status = "RUNNING", ItemCounts = new() { Total = 0, Failed = 0 } },
            < 60 and var passed => new MapRun
            {
                MapRunArn = arn,
                Status = "RUNNING",
                ToleratedFailureCount = 0,
                ToleratedFailurePercentage = 0,
                ItemCounts = new() { Total = 1000, Succeeded = (long)passed, Failed = 7, TimedOut = 0, Aborted = 0 },
            },
            _ => new MapRun { MapRunArn = arn, Status = "FAILED" },
        };
        var told = _session.Run($"Wait-SFNMapRun '{Arn}' -Verbose").Verbose.Where(line => line.Contains("RUNNING", StringComparison.Ordinal)).ToArray();
        Assert.Contains("RUNNING, reading its input, or in the account's backlog", told[0], StringComparison.Ordinal);
        Assert.Equal(12, told.Length);
        Assert.All(told.Skip(1), line => Assert.Matches("RUNNING, winding down, [0-9]+ of 1000 items, 7 failed [(]0 tolerated[)]", line));
        Assert.DoesNotContain(told, line => line.Contains(" left", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[pscustomobject]@{ executionArn = $execution; startDate = 1 } | Wait-SFNMapRun")]
    [InlineData("@{ executionArn = $execution; startDate = 1.79e9 } | Wait-SFNMapRun -ErrorOnFailure")]
    [InlineData("[pscustomobject]@{ executions = @(@{ executionArn = $execution; status = 'RUNNING' }) } | Wait-SFNMapRun")]
    [InlineData("Wait-SFNMapRun ([pscustomobject]@{ ExecutionArn = $execution })")]
    [InlineData("$execution | Wait-SFNMapRun")]
    [InlineData("Wait-SFNMapRun $execution")]
    [InlineData("Wait-SFNMapRun -ExecutionArn $execution")]
    [InlineData("Wait-SFNMapRun -ExecutionArn ([pscustomobject]@{ ExecutionArn = $execution; MapRunArn = 'x' })")]
    [InlineData("[pscustomobject]@{ Parent = $execution } | Wait-SFNMapRun -ExecutionArn { $_.Parent }")]
    public void An_execution_stands_for_all_its_Map_Runs_those_to_come_included(string script)
    {
        _session.Set("execution", FakeStepFunctions.ExecutionArn);
        _session.StepFunctions.DescribeExecution = arn =>
            new MapRunExecution { ExecutionArn = arn, Status = _session.Time.Elapsed.TotalSeconds < 62 ? "RUNNING" : "SUCCEEDED" };
        _session.StepFunctions.ListMapRuns = _ =>
            new(_session.Time.Elapsed.TotalSeconds < 7 ? [] : [new MapRunListItem { MapRunArn = Arn }], null);
        var result = _session.Run(script);
        Assert.Null(result.Ending);
        Assert.Empty(result.Errors);
        Assert.Equal("SUCCEEDED", Assert.IsType<MapRun>(Assert.Single(result.Output)).Status);
        Assert.Equal(10, _polledAt[0]);
        Assert.Equal(65, _session.Time.Elapsed.TotalSeconds);
    }

    [Theory]
    [InlineData("[SfnMapRun.MapRunListItem]@{ MapRunArn = $arn; ExecutionArn = $execution }")]
    [InlineData("[SfnMapRun.MapRun]@{ MapRunArn = $arn; ExecutionArn = $execution }")]
    [InlineData("[pscustomobject]@{ mapRunArn = $arn; executionArn = $execution }")]
    [InlineData("[SfnMapRun.MapRunExecution]@{ MapRunArn = $arn; ExecutionArn = $execution }")]
    public void What_names_a_Map_Run_and_an_execution_stands_for_the_Map_Run(string item)
    {
        _session.Set("execution", FakeStepFunctions.ExecutionArn);
        _session.Set("arn", Arn);
        Assert.Single(_session.Run($"{item} | Wait-SFNMapRun").Output);
        Assert.All(_session.StepFunctions.Requests, request => Assert.StartsWith("DescribeMapRun", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Wait-SFNMapRun 'arn:aws:states:eu-central-1:123456789012:execution:Orders/Import:c'", "ChildExecutionArnGiven")]
    [InlineData("@{ Name = 'x' } | Wait-SFNMapRun", "NotAMapRunArn")]
    [InlineData("Wait-SFNMapRun -ExecutionArn $arn", "MapRunArnGiven")]
    [InlineData("Wait-SFNMapRun -ExecutionArn ''", "NotAnExecutionArn")]
    [InlineData("Wait-SFNMapRun -ExecutionArn $null", "NotAnExecutionArn")]
    public void What_stands_for_neither_is_an_error(string script, string id)
    {
        _session.Set("arn", Arn);
        Assert.StartsWith($"{id},", Assert.Single(_session.Run(script).Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_session.StepFunctions.Requests);
    }

    [Fact]
    public void An_execution_that_failed_before_a_Map_Run_is_an_error_that_stops_a_runbook()
    {
        _session.StepFunctions.DescribeExecution = arn => new MapRunExecution { ExecutionArn = arn, Status = "FAILED", Error = "States.Runtime" };
        var result = _session.Run($"Wait-SFNMapRun '{FakeStepFunctions.ExecutionArn}' -ErrorAction Stop; 'not reached'");
        Assert.Equal("ExecutionFailed,SfnMapRun.Cmdlets.WaitSFNMapRunCommand", result.Ending!.ErrorRecord.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidResult, result.Ending.ErrorRecord.CategoryInfo.Category);
        Assert.Empty(result.Output);
    }

    private void StopAfter(TimeSpan time, string status) => _session.StepFunctions.DescribeMapRun = arn =>
    {
        _polledAt.Add(_session.Time.Elapsed.TotalSeconds);
        return new MapRun
        {
            MapRunArn = arn,
            Status = _session.Time.Elapsed < time ? "RUNNING" : status,
            ItemCounts = new() { Total = 100, Succeeded = Math.Min(100, (long)_session.Time.Elapsed.TotalSeconds), Failed = 0, TimedOut = 0, Aborted = 0 },
        };
    };
}
