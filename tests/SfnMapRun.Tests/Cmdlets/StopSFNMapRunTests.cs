using System.Management.Automation;

namespace SfnMapRun.Tests.Cmdlets;

public sealed class StopSFNMapRunTests : IDisposable
{
    private const string Arn = FakeStepFunctions.MapRunArn;
    private readonly PowerShellSession _session = new();
    private readonly List<(string? Error, string? Cause)> _stops = [];

    public StopSFNMapRunTests()
    {
        _session.StepFunctions.DescribeMapRun = arn => new MapRun
        {
            MapRunArn = arn,
            ExecutionArn = FakeStepFunctions.ExecutionArn,
            Status = _stops.Count == 0 ? "RUNNING" : "ABORTED",
            StopDate = _stops.Count == 0 ? null : _session.Time.GetUtcNow().UtcDateTime,
            ExecutionCounts = new() { Total = 10, Running = 3, Pending = 7 },
        };
        _session.StepFunctions.StopExecution = (error, cause) =>
        {
            _stops.Add((error, cause));
            return _session.Time.GetUtcNow().UtcDateTime;
        };
    }

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("", null, null)]
    [InlineData("-Cause 'wrong input' -Error Operator", "Operator", "wrong input")]
    [InlineData("-Cause '' -Error $null", null, null)]
    public void The_parent_execution_is_stopped_silently_with_what_is_given(string parameters, string? error, string? cause)
    {
        var result = _session.Run($"Stop-SFNMapRun '{Arn}' -Confirm:$false {parameters}");
        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        Assert.Equal([(error, cause)], _stops);
    }

    [Fact]
    public void PassThru_writes_the_Map_Runs_once_they_have_stopped_and_those_of_one_execution_are_one_stop()
    {
        var result = _session.Run("$input | Stop-SFNMapRun -Confirm:$false -PassThru", Arn, $"{Arn}2", $"{Arn}3");
        Assert.Empty(result.Errors);
        Assert.Equal([Arn, $"{Arn}2", $"{Arn}3"], result.Output.Cast<MapRun>().Select(run => run.MapRunArn));
        Assert.All(result.Output.Cast<MapRun>(), run => Assert.Equal("ABORTED", run.Status));
        Assert.Single(_stops);
    }

    [Fact]
    public void WhatIf_looks_and_stops_nothing()
    {
        Assert.Empty(_session.Run($"Stop-SFNMapRun '{Arn}' -PassThru -WhatIf").Output);
        Assert.NotEmpty(_session.StepFunctions.Requests);
        Assert.Empty(_stops);
    }

    // No one is there to be asked: nothing happens unless -Confirm:$false or a preference says so.
    [Fact]
    public void Without_an_answer_nothing_is_stopped()
    {
        Assert.NotNull(_session.Run($"Stop-SFNMapRun '{Arn}'").Ending);
        Assert.Empty(_stops);
        _session.Run($"$ConfirmPreference = 'None'; Stop-SFNMapRun '{Arn}'");
        Assert.Single(_stops);
    }

    [Fact]
    public void The_confirmation_names_the_Map_Run_and_what_stops_with_it()
    {
        var result = _session.Run($"Stop-SFNMapRun '{Arn}' -Confirm:$false -Verbose");
        Assert.Contains(result.Verbose, text => text.Contains("3 running child executions", StringComparison.Ordinal)
            && text.Contains("7 pending ones, which never start", StringComparison.Ordinal)
            && text.Contains(Arn, StringComparison.Ordinal) && text.Contains(FakeStepFunctions.ExecutionArn, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-Error ('x' * 257)", "'Error'. The text has 257 characters; the service takes 256 at the most.")]
    [InlineData("-Cause ('x' * 32769)", "'Cause'. The text has 32769 characters; the service takes 32768 at the most.")]
    public void A_text_that_is_longer_than_the_service_takes_is_refused_before_any_call(string parameter, string says)
    {
        var e = Assert.IsAssignableFrom<ParameterBindingException>(_session.Run($"Stop-SFNMapRun '{Arn}' -Confirm:$false {parameter}").Ending);
        Assert.EndsWith(says, e.Message, StringComparison.Ordinal);
        Assert.Empty(_session.Gateway.Settings);
    }

    [Fact]
    public void The_longest_texts_are_sent()
    {
        _session.Run($"Stop-SFNMapRun '{Arn}' -Confirm:$false -Error ('x' * 256) -Cause ('x' * 32768)");
        Assert.Equal([(256, 32_768)], _stops.Select(stop => (stop.Error!.Length, stop.Cause!.Length)));
    }

    [Fact]
    public void One_that_is_not_running_is_an_error_about_it_and_the_others_are_stopped()
    {
        var describe = _session.StepFunctions.DescribeMapRun;
        _session.StepFunctions.DescribeMapRun = arn => arn == $"{Arn}-old"
            ? new MapRun { MapRunArn = arn, ExecutionArn = FakeStepFunctions.ExecutionArn, Status = "FAILED", StopDate = DateTime.UnixEpoch.AddDays(-1) }
            : describe(arn);
        var result = _session.Run("$input | Stop-SFNMapRun -Confirm:$false", $"{Arn}-old", Arn, $"{Arn}-old");
        Assert.Equal([$"{Arn}-old", $"{Arn}-old"], result.Errors.Select(error => error.TargetObject));
        Assert.All(result.Errors, error => Assert.Equal("MapRunNotRunning,SfnMapRun.Cmdlets.StopSFNMapRunCommand", error.FullyQualifiedErrorId));
        Assert.Single(_stops);
    }
}
