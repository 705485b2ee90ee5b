using System.Management.Automation;

namespace SfnMapRun.Tests.Cmdlets;

public sealed class GetSFNMapRunTests : IDisposable
{
    private readonly PowerShellSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_Map_Run_is_described_by_its_ARN_in_one_call()
    {
        var result = _session.Run($"Get-SFNMapRun '{FakeStepFunctions.MapRunArn}' -Verbose");
        Assert.Empty(result.Errors);
        Assert.Equal(FakeStepFunctions.MapRunArn, Assert.IsType<MapRun>(Assert.Single(result.Output)).MapRunArn);
        Assert.Equal([$"DescribeMapRun eu-central-1 {FakeStepFunctions.MapRunArn}"], _session.StepFunctions.Requests);
        Assert.Equal("1 Map Run, no errors; 1 call, 0 throttled, 0 retries; 0.1 s.", result.Verbose[^1]);
        Assert.Empty(result.Progress);
    }

    [Fact]
    public void Output_is_in_the_order_of_input_errors_in_their_place()
    {
        _session.StepFunctions.DescribeMapRun = arn =>
            arn.EndsWith('0') ? throw TestKinds.Failure("MapRunNotFound", "ResourceNotFound") : new MapRun { MapRunArn = arn };
        var arns = Arns(60);
        var result = _session.Run(
            "$input | Get-SFNMapRun -ErrorAction Continue 2>&1 | ForEach-Object { if ($_ -is [SfnMapRun.MapRun]) { $_.MapRunArn } else { $_.TargetObject } }", arns);
        Assert.Equal(arns, result.Output);
    }

    [Theory]
    [InlineData("Get-SFNMapRun @($input)")]
    [InlineData("$input | Get-SFNMapRun")]
    [InlineData("$input | ForEach-Object { $_ } | Get-SFNMapRun")]
    public void Calls_overlap_up_to_the_limit_wherever_the_ARNs_come_from(string script)
    {
        var result = _session.Run(script, Arns(200));
        Assert.Equal(200, result.Output.Count);
        Assert.Equal(16, _session.StepFunctions.MostInFlight);
    }

    [Fact]
    public void ThrottleLimit_is_how_many_calls_are_under_way_at_once()
    {
        _session.Run("Get-SFNMapRun @($input) -ThrottleLimit 3", Arns(20));
        Assert.Equal(3, _session.StepFunctions.MostInFlight);
    }

    [Fact]
    public void A_producer_that_is_slow_sees_each_result_before_it_sends_the_next()
    {
        _session.Set("pass", (Action)(() => _session.Time.Pass(TimeSpan.FromMilliseconds(60))));
        var result = _session.Run(
            "$input | ForEach-Object { \"sent $_\"; $pass.Invoke(); $_ } | ForEach-Object { if ($_ -like 'sent*') { $seen += ,$_ } else { $_ } } -Begin { $seen = @() } "
            + "| Get-SFNMapRun | ForEach-Object { $seen += ,\"got $($_.MapRunArn)\" } -End { $seen }",
            Arns(4));
        Assert.Equal(Arns(4).SelectMany(arn => (string[])[$"sent {arn}", $"got {arn}"]), result.Output);
    }

    [Fact]
    public void Equal_ARNs_that_are_under_way_together_are_one_call_and_a_result_each()
    {
        var arns = Enumerable.Repeat(FakeStepFunctions.MapRunArn, 10).ToArray<object>();
        var result = _session.Run("Get-SFNMapRun @($input)", arns);
        Assert.Equal(10, result.Output.Count);
        Assert.Single(_session.StepFunctions.Requests);
    }

    [Fact]
    public void Calls_do_not_run_far_ahead_of_what_is_taken()
    {
        var result = _session.Run(
            "foreach ($once in 1) { Get-SFNMapRun @($input) -ThrottleLimit 2 | ForEach-Object { $_; break } }", Arns(5000));
        Assert.Single(result.Output);
        Assert.InRange(_session.StepFunctions.Requests.Count, 1, 4000);
    }

    [Fact]
    public void A_call_that_takes_long_keeps_none_of_the_next_thousand_waiting()
    {
        var arns = Arns(2000);
        var thousand = new TaskCompletionSource();
        _session.StepFunctions.Hold = arn => arn == (string)arns[0] ? thousand.Task : Task.CompletedTask;
        _session.StepFunctions.DescribeMapRun = arn =>
        {
            if (_session.StepFunctions.Requests.Count > 1000)
            {
                thousand.TrySetResult();
            }

            return new MapRun { MapRunArn = arn };
        };
        var result = _session.Run("Get-SFNMapRun @($input)", arns);
        Assert.Equal(arns, result.Output.Cast<MapRun>().Select(run => run.MapRunArn));
    }

    [Fact]
    public void Work_that_is_visibly_long_shows_a_bar_that_is_taken_away_in_the_end()
    {
        _session.StepFunctions.Latency = TimeSpan.FromSeconds(1);
        var result = _session.Run("Get-SFNMapRun @($input) -ThrottleLimit 2", Arns(10));
        var first = result.Progress[0];
        Assert.Equal(
            (0, -1, "Describing Map Runs", ProgressRecordType.Processing),
            (first.ActivityId, first.ParentActivityId, first.Activity, first.RecordType));
        Assert.StartsWith("2 of 10, 0 failed, 1.0/s", first.StatusDescription, StringComparison.Ordinal);
        Assert.Equal((20, 8), (first.PercentComplete, first.SecondsRemaining));
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
        Assert.All(result.Progress.SkipLast(1), record => Assert.Equal(ProgressRecordType.Processing, record.RecordType));
    }

    [Fact]
    public void The_summary_counts_ARNs_that_made_no_call_too()
    {
        var result = _session.Run("Get-SFNMapRun @($input) -Verbose", "nothing", FakeStepFunctions.MapRunArn);
        Assert.StartsWith("1 Map Run, 1 error (NotAMapRunArn 1); 1 call,", result.Verbose[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Throttled_calls_wait_and_none_is_lost()
    {
        var throttled = 0;
        _session.StepFunctions.DescribeMapRun = arn =>
            throttled++ % 5 == 4 ? throw TestKinds.Failure("Throttled", "ThrottlingException") : new MapRun { MapRunArn = arn };
        var result = _session.Run("Get-SFNMapRun @($input) -Verbose", Arns(20));
        Assert.Equal(Arns(20), result.Output.Cast<MapRun>().Select(run => run.MapRunArn));
        Assert.Empty(result.Errors);
        Assert.Matches("^20 Map Runs, no errors; [0-9]+ calls, [1-9][0-9]* throttled, 0 retries; [0-9.]+ s[.]$", result.Verbose[^1]);
    }

    private static object[] Arns(int count) =>
        [.. Enumerable.Range(1, count).Select(i => $"arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:{i}")];
}
