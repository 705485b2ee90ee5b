using System.Management.Automation;
using SfnMapRun.Arns;

namespace SfnMapRun.Cmdlets;

/// <summary>Lists the Map Runs that executions started, the newest first, page by page as they are taken.</summary>
[Cmdlet(VerbsCommon.Get, "SFNMapRunList")]
[OutputType(typeof(MapRunListItem))]
public sealed class GetSFNMapRunListCommand : StepFunctionsCommand
{
    private readonly PipelineReport _report = new("Listing", "Map Runs", TimeProvider.System);

    /// <summary>The ARNs of the executions, or objects that carry one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArnTransformation("ExecutionArn", "executions")]
    public string[] ExecutionArn { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(ExecutionArn, List, _report);

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteSummary(_report);

    private void List(string executionArn)
    {
        var arn = ArnCheck.Execution(executionArn);
        foreach (var item in Pages<MapRunListItem>("ListMapRuns", arn, (stepFunctions, token, region, attempt) =>
            stepFunctions.ListMapRunsAsync(executionArn, token, region, attempt, StopToken)))
        {
            _report.Succeeded();
            WriteObject(item);
        }
    }
}
