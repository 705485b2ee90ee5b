using System.Management.Automation;
using SfnMapRun.Arns;

namespace SfnMapRun.Cmdlets;

/// <summary>Lists the child executions of Map Runs, the newest first, page by page as they are taken; with their details on request.</summary>
[Cmdlet(VerbsCommon.Get, "SFNMapRunExecution")]
[OutputType(typeof(MapRunExecution))]
public sealed class GetSFNMapRunExecutionCommand : ChildExecutionsCommand
{
    private readonly Queue<(string Target, Task<MapRunExecution> Work)> _details = new();

    /// <summary>A command that has not begun.</summary>
    public GetSFNMapRunExecutionCommand()
        : base("Describing")
    {
    }

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

    private protected override void Process(string mapRunArn, StepFunctionsArn arn)
    {
        try
        {
            foreach (var status in Status?.Distinct(StringComparer.OrdinalIgnoreCase) ?? [null!])
            {
                List(mapRunArn, arn, status?.ToUpperInvariant());
                WriteDetails(atMost: 0);
            }
        }
        catch (StepFunctionsException)
        {
            // What was listed before the list broke off.
            WriteDetails(atMost: 0);
            throw;
        }
    }

    private void List(string mapRunArn, StepFunctionsArn arn, string? status)
    {
        foreach (var child in Children(mapRunArn, arn, status, RedriveFilter?.ToUpperInvariant()))
        {
            if (IncludeDetail)
            {
                Report.Known++;
                _details.Enqueue((child.ExecutionArn!, DescribeChildAsync(child, arn)));
                WriteDetails(atMost: ThrottleLimit);
            }
            else
            {
                Report.Succeeded();
                WriteObject(child);
            }
        }
    }

    private void WriteDetails(int atMost) => WriteResults(_details, atMost, Report, WriteObject, ConcernsAll);
}
