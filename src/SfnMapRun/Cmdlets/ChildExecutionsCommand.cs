using System.Management.Automation;
using SfnMapRun.Arns;
using SfnMapRun.Errors;

namespace SfnMapRun.Cmdlets;

/// <summary>What the commands share that look into the child executions of Map Runs.</summary>
public abstract class ChildExecutionsCommand : StepFunctionsCommand
{
    private protected ChildExecutionsCommand(string activity) => Report = new(activity, "child executions", TimeProvider.System);

    /// <summary>The ARNs of the Map Runs, or objects that carry one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArnTransformation("MapRunArn", "mapRuns")]
    public string[] MapRunArn { get; set; } = [];

    /// <summary>How many calls may be under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 16;

    private protected override int CallsAtOnce => ThrottleLimit;

    /// <summary>How it is getting on.</summary>
    private protected PipelineReport Report { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(MapRunArn, mapRunArn => Process(mapRunArn, ArnCheck.MapRun(mapRunArn)), Report);

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteSummary(Report);

    /// <summary>Does the work for one Map Run.</summary>
    /// <exception cref="StepFunctionsException">It can't be done.</exception>
    private protected abstract void Process(string mapRunArn, StepFunctionsArn arn);

    /// <summary>The child executions of a Map Run, the newest first, without their details.</summary>
    /// <exception cref="StepFunctionsException">A page can't be had.</exception>
    private protected IEnumerable<MapRunExecution> Children(string mapRunArn, StepFunctionsArn arn, string? status, string? redriveFilter) =>
        Pages<MapRunExecution>("ListExecutions", arn, (stepFunctions, token, region, attempt) =>
            stepFunctions.ListExecutionsAsync(mapRunArn, status, redriveFilter, token, region, attempt, StopToken));

    /// <summary>Whether a failure with one child execution is one with all of them: of the caller, not of the child.</summary>
    private protected static bool ConcernsAll(StepFunctionsException failure) =>
        failure.Kind is FailureKind.AccessDenied or FailureKind.ExpiredCredentials or FailureKind.UnknownCredentials or FailureKind.InvalidSignature;

    /// <summary>A child execution with its details, and with the item count that only its list tells.</summary>
    private protected async Task<MapRunExecution> DescribeChildAsync(MapRunExecution child, StepFunctionsArn arn)
    {
        var described = await DescribeExecutionAsync(child.ExecutionArn!, arn).ConfigureAwait(false);
        described.MapRunArn ??= child.MapRunArn;
        described.ItemCount ??= child.ItemCount;
        return described;
    }
}
