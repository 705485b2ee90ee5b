namespace SfnMapRun.Tests.Cmdlets;

/// <summary>What may stand for a Map Run or an execution, with PowerShell's own binding.</summary>
public sealed class InputBindingTests : IDisposable
{
    private const string A = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:a";
    private const string B = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:b";
    private const string Execution = FakeStepFunctions.ExecutionArn;
    private const string StateMachine = "arn:aws:states:eu-central-1:123456789012:stateMachine:Orders:PROD";
    private const string Child = "arn:aws:states:eu-central-1:123456789012:execution:Orders/Import:c";
    private readonly PowerShellSession _session = new();

    public InputBindingTests()
    {
        _session.Set("a", A);
        _session.Set("b", B);
        _session.Set("execution", Execution);
        _session.Set("child", Child);
        _session.StepFunctions.Latency = TimeSpan.Zero;
    }

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("$a, $b | Get-SFNMapRun")]
    [InlineData("Get-SFNMapRun $a, $b")]
    [InlineData("Get-SFNMapRun -MapRunArn $a, $b")]
    [InlineData("@{ MapRunArn = $a }, @{ maprunarn = $b } | Get-SFNMapRun")]
    [InlineData("Get-SFNMapRun @{ MapRunArn = $a }, @{ MapRunArn = $b }")]
    [InlineData("[pscustomobject]@{ MapRunArn = $a; Owner = 'me' }, [pscustomobject]@{ mapRunArn = $b } | Get-SFNMapRun")]
    [InlineData("Get-SFNMapRun ([pscustomobject]@{ MapRunArn = $a }), $b")]
    [InlineData("Get-SFNMapRun (, ($a, (, $b)))")]
    [InlineData("[pscustomobject]@{ MapRunArn = $a, $b } | Get-SFNMapRun")]
    [InlineData("[pscustomobject]@{ mapRuns = @([pscustomobject]@{ executionArn = 'e'; mapRunArn = $a }, [pscustomobject]@{ mapRunArn = $b }) } | Get-SFNMapRun")]
    [InlineData("@{ mapRuns = @(@{ mapRunArn = $a }, @{ mapRunArn = $b }) } | Get-SFNMapRun")]
    [InlineData("$a, $b | Get-SFNMapRun | Get-SFNMapRun")]
    [InlineData("[SfnMapRun.MapRun]@{ MapRunArn = $a; ExecutionArn = $execution }, [SfnMapRun.MapRunListItem]@{ MapRunArn = $b } | Get-SFNMapRun")]
    [InlineData("[SfnMapRun.MapRunExecution]@{ MapRunArn = $a; ExecutionArn = $child }, [SfnMapRun.MapRunFailure]@{ MapRunArn = $b; SampleExecutionArn = $child } | Get-SFNMapRun")]
    [InlineData("$a, $b | Get-SFNMapRun -MapRunArn { $_ }")]
    public void A_Map_Run_may_be_given_in_many_ways(string script)
    {
        var result = _session.Run(script);
        Assert.Empty(result.Errors);
        Assert.Null(result.Ending);
        Assert.Equal([A, B], result.Output.Cast<MapRun>().Select(run => run.MapRunArn));
    }

    [Theory]
    [InlineData("$execution | Get-SFNMapRunList")]
    [InlineData("[pscustomobject]@{ ExecutionArn = $execution; StartDate = 1 } | Get-SFNMapRunList")]
    [InlineData("[pscustomobject]@{ executions = @([pscustomobject]@{ executionArn = $execution; status = 'RUNNING' }) } | Get-SFNMapRunList")]
    [InlineData("[SfnMapRun.MapRun]@{ MapRunArn = $a; ExecutionArn = $execution } | Get-SFNMapRunList")]
    public void An_execution_may_be_given_in_many_ways(string script)
    {
        Assert.Empty(_session.Run(script).Errors);
        Assert.Equal([$"ListMapRuns eu-central-1 {Execution}"], _session.StepFunctions.Requests);
    }

    [Theory]
    [InlineData("$machine | Get-SFNMapRunList")]
    [InlineData("Get-SFNMapRunList -StateMachineArn $machine")]
    [InlineData("Get-SFNMapRunList $machine -ExecutionStatus running")]
    [InlineData("[pscustomobject]@{ StateMachineArn = $machine; Name = 'Orders'; Type = 'STANDARD' } | Get-SFNMapRunList")]
    [InlineData("[pscustomobject]@{ stateMachineArn = $machine } | Get-SFNMapRunList -ExecutionStatus RUNNING")]
    [InlineData("[pscustomobject]@{ stateMachines = @([pscustomobject]@{ stateMachineArn = $machine; type = 'STANDARD' }) } | Get-SFNMapRunList")]
    [InlineData("@{ stateMachines = @(@{ stateMachineArn = $machine }) } | Get-SFNMapRunList -ExecutionStatus RUNNING")]
    [InlineData("[SfnMapRun.MapRunListItem]@{ ExecutionArn = $execution; StateMachineArn = 'x' } | Get-SFNMapRunList -StateMachineArn { $machine }")]
    public void A_state_machine_may_be_given_in_many_ways(string script)
    {
        _session.Set("machine", StateMachine);
        var result = _session.Run(script);
        Assert.Empty(result.Errors);
        Assert.Null(result.Ending);
        var status = script.Contains("-ExecutionStatus", StringComparison.Ordinal) ? " RUNNING" : string.Empty;
        Assert.Equal([$"ListExecutions eu-central-1 {StateMachine}{status}"], _session.StepFunctions.Requests);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ executionArn = $execution; stateMachineArn = $machine; status = 'FAILED' } | Get-SFNMapRunList")]
    [InlineData("[pscustomobject]@{ executions = @(@{ executionArn = $execution; stateMachineArn = $machine }) } | Get-SFNMapRunList")]
    [InlineData("@{ ExecutionArn = $execution; StateMachineArn = $machine } | Get-SFNMapRunList")]
    public void An_object_with_an_execution_is_that_whatever_else_it_has(string script)
    {
        _session.Set("machine", StateMachine);
        Assert.Empty(_session.Run(script).Errors);
        Assert.Equal([$"ListMapRuns eu-central-1 {Execution}"], _session.StepFunctions.Requests);
    }

    [Theory]
    [InlineData("Get-SFNMapRunList $machine", "StateMachineArnGiven", "-StateMachineArn 'arn:")]
    [InlineData("Get-SFNMapRunList @{ StateMachineArn = $machine }", "StateMachineArnGiven", "-StateMachineArn 'arn:")]
    [InlineData("@{ ExecutionArn = $execution; StateMachineArn = $machine } | Get-SFNMapRunList -ExecutionStatus FAILED", "ExecutionArnGiven", "Get-SFNMapRunList 'arn:")]
    [InlineData("@{ Name = 'x' } | Get-SFNMapRunList", "NotAnExecutionArn", "(an object without an ExecutionArn or a StateMachineArn)")]
    public void An_execution_and_a_state_machine_are_not_taken_for_each_other(string script, string id, string says)
    {
        _session.Set("machine", StateMachine);
        var error = Assert.Single(_session.Run(script).Errors);
        Assert.StartsWith($"{id},", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(says, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(_session.StepFunctions.Requests);
    }

    [Theory]
    [InlineData("Get-SFNMapRun $null, $a", "$null")]
    [InlineData("@($null, $a) | Get-SFNMapRun", "$null")]
    [InlineData("Get-SFNMapRun 7, $a", "7")]
    [InlineData("Get-SFNMapRun @{ Name = 'x' }, $a", "(an object without a MapRunArn)")]
    public void What_names_no_Map_Run_is_an_error_about_that_one(string script, string target)
    {
        var result = _session.Run(script);
        Assert.Equal(target, Assert.Single(result.Errors).TargetObject);
        Assert.StartsWith("NotAMapRunArn,", result.Errors[0].FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(A, ((MapRun)Assert.Single(result.Output)!).MapRunArn);
    }

    [Theory]
    [InlineData("[SfnMapRun.MapRunExecution]@{ MapRunArn = $a; ExecutionArn = $child }")]
    [InlineData("[SfnMapRun.MapRunFailure]@{ MapRunArn = $a; SampleExecutionArn = $child }")]
    [InlineData("[pscustomobject]@{ mapRunArn = $a; executionArn = $child }")]
    [InlineData("@{ mapRunArn = $a; executionArn = $child }")]
    [InlineData("[pscustomobject]@{ executionArn = $child }")]
    public void What_changes_a_Map_Run_does_not_take_a_child_execution_for_it(string child)
    {
        foreach (var command in (string[])["Restart-SFNMapRun", "Update-SFNMapRun -MaxConcurrency 1", "Stop-SFNMapRun -Confirm:$false"])
        {
            var result = _session.Run($"{child} | {command}");
            var error = Assert.Single(result.Errors);
            Assert.StartsWith("ChildExecutionArnGiven,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(Child, error.TargetObject);
        }

        Assert.Empty(_session.StepFunctions.Requests);
    }

    [Theory]
    [InlineData("[SfnMapRun.MapRun]@{ MapRunArn = $a; ExecutionArn = 'arn:aws:states:eu-central-1:123456789012:execution:Orders/Outer:c' }")]
    [InlineData("[SfnMapRun.MapRun]@{ MapRunArn = $a; ExecutionArn = $execution }")]
    [InlineData("$a")]
    public void It_does_take_a_Map_Run_inside_a_child_execution(string run)
    {
        var result = _session.Run($"{run} | Update-SFNMapRun -MaxConcurrency 1");
        Assert.Empty(result.Errors);
        Assert.Equal([$"UpdateMapRun eu-central-1 {A}"], _session.StepFunctions.Requests);
    }
}
