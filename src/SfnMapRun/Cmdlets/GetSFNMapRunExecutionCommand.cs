using System.Management.Automation;
using SfnMapRun.Calls;
using SfnMapRun.Errors;
using SfnMapRun.Model;
using SfnMapRun.Service;

namespace SfnMapRun.Cmdlets;

/// <summary>
/// Lists the child executions of Map Runs, the newest first, page by page as they are taken; with their details on request.
/// </summary>
[Cmdlet(VerbsCommon.Get, "SFNMapRunExecution")]
[OutputType(typeof(MapRunExecution))]
public sealed class GetSFNMapRunExecutionCommand : ParallelMapRunCommand
{
    /// <summary>Only those of these statuses; one list for each, in the order given.</summary>
    [Parameter]
    [ValidateSet("RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE")]
    public string[]? Status { get; set; }

    /// <summary>Only those that have been redriven, or only those that have not.</summary>
    [Parameter]
    [ValidateSet("REDRIVEN", "NOT_REDRIVEN")]
    public string? RedriveFilter { get; set; }

    /// <summary>Also asks each for its error, cause, input, output and redrive status: a call each, of a smaller quota.</summary>
    [Parameter]
    public SwitchParameter IncludeDetail { get; set; }

    private protected override (string Activity, string Thing)? Batch => ("Describing", "child execution");

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(MapRunArn, ArnCheck.MapRun, Process);

    private void Process(StepFunctionsArn mapRun)
    {
        var calls = Connect(mapRun);
        var details = new ExecutionDetails(calls, mapRun);
        foreach (var status in Status?.Distinct(StringComparer.OrdinalIgnoreCase) ?? [null!])
        {
            var filter = new ExecutionFilter(status?.ToUpperInvariant(), RedriveFilter?.ToUpperInvariant());
            var children = calls.ListExecutionsAsync(mapRun, filter, StopToken);
            Write(IncludeDetail
                ? Progress.CountAsync(details.DescribeEachAsync(Progress.ExpectAsync(children), mapRun, ChildrenAhead, StopToken))
                : Progress.CountListedAsync(children));
        }
    }
}
