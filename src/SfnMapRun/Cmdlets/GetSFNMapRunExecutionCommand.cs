using System.Management.Automation;
using SfnMapRun.Calls;
using SfnMapRun.Errors;
using SfnMapRun.Model;
using SfnMapRun.Service;

namespace SfnMapRun.Cmdlets;

/// <summary>
/// Lists the child executions of Map Runs, the newest first, page by page as they are taken, or those that take longest; with their
/// details on request.
/// </summary>
[Cmdlet(VerbsCommon.Get, "SFNMapRunExecution")]
[OutputType(typeof(MapRunExecution))]
public sealed class GetSFNMapRunExecutionCommand : ParallelMapRunCommand
{
    /// <summary>
    /// Only those of these statuses; one list for each, in the order given. With <see cref="Slowest"/>, those that run unless given.
    /// </summary>
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

    /// <summary>Only so many of each Map Run: those that have run longest, the longest first. Reads the whole list.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Slowest { get; set; }

    private protected override (string Activity, string Thing)? Batch => ("Describing", "child execution");

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(MapRunArn, ArnCheck.MapRun, Process);

    private void Process(StepFunctionsArn mapRun)
    {
        var calls = Connect(mapRun);
        var children = calls.ListExecutionsAsync(mapRun, [.. Filters()], StopToken);
        if (Slowest is { } count)
        {
            children = Progress.WatchAsync(children).LongestRunningAsync(count, StopToken);
        }

        if (IncludeDetail)
        {
            var details = new ExecutionDetails(calls, mapRun);
            Write(details.DescribeEachAsync(Progress.ExpectAsync(children), mapRun, ChildrenAhead, StopToken), Progress.Count);
        }
        else
        {
            Write(children, Progress.CountListed);
        }
    }

    private IEnumerable<ExecutionFilter> Filters() =>
        (Status ?? (IEnumerable<string?>)[Slowest is null ? null : MapRunStatus.Running])
            .Select(status => new ExecutionFilter(status?.ToUpperInvariant(), RedriveFilter?.ToUpperInvariant()))
            .Distinct();
}
