using System.Management.Automation;
using SfnMapRun.Cmdlets.Binding;
using SfnMapRun.Errors;
using SfnMapRun.Model;

namespace SfnMapRun.Cmdlets;

/// <summary>Lists the Map Runs that executions started, the newest first, page by page as they are taken.</summary>
[Cmdlet(VerbsCommon.Get, "SFNMapRunList")]
[OutputType(typeof(MapRunListItem))]
public sealed class GetSFNMapRunListCommand : StepFunctionsCommand
{
    /// <summary>The ARNs of the executions, or objects that carry one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArnTransformation("ExecutionArn", "executions")]
    public string[] ExecutionArn { get; set; } = [];

    private protected override (string Activity, string Thing)? Batch => ("Listing", "Map Run");

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(ExecutionArn, ArnCheck.Execution, List);

    private void List(StepFunctionsArn execution) =>
        Write(Progress.CountListedAsync(Connect(execution).ListMapRunsAsync(execution, StopToken)));
}
