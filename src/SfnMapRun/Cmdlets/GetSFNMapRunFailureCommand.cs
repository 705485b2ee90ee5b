using System.Management.Automation;
using SfnMapRun.Errors;
using SfnMapRun.Failures;
using SfnMapRun.Model;

namespace SfnMapRun.Cmdlets;

/// <summary>
/// Tells why Map Runs failed: their unsuccessful child executions, grouped by error and by what their causes have in common.
/// </summary>
[Cmdlet(VerbsCommon.Get, "SFNMapRunFailure")]
[OutputType(typeof(MapRunFailure))]
public sealed class GetSFNMapRunFailureCommand : ParallelMapRunCommand
{
    /// <summary>How many child executions of a Map Run to sample at the most, the latest first; each costs a call.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; } = 500;

    private protected override (string Activity, string Thing)? Batch => ("Sampling", "child execution");

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(MapRunArn, ArnCheck.MapRun, Process);

    private void Process(StepFunctionsArn mapRun) =>
        Write(new FailureReport(Top, ChildrenAhead, Progress).RunAsync(Connect(mapRun), mapRun, StopToken));
}
