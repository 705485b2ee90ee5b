using System.Management.Automation;
using SfnMapRun.Calls;
using SfnMapRun.Cmdlets.Binding;
using SfnMapRun.Errors;
using SfnMapRun.Model;

namespace SfnMapRun.Cmdlets;

/// <summary>
/// Lists the Map Runs that executions started, or all executions of a state machine: the newest first, page by page as they are
/// taken.
/// </summary>
[Cmdlet(VerbsCommon.Get, "SFNMapRunList", DefaultParameterSetName = OfExecutions)]
[OutputType(typeof(MapRunListItem))]
public sealed class GetSFNMapRunListCommand : StepFunctionsCommand
{
    private const string OfExecutions = "Execution";
    private const string OfStateMachines = "StateMachine";

    /// <summary>The ARNs of the executions, or objects that carry one.</summary>
    [Parameter(
        ParameterSetName = OfExecutions,
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArnTransformation("ExecutionArn", "executions", OtherMember = "StateMachineArn", OtherList = "stateMachines")]
    public string[] ExecutionArn { get; set; } = [];

    /// <summary>
    /// The ARNs of state machines, of versions or of aliases, or objects that carry one and no ARN of an execution: the Map Runs of
    /// all their executions.
    /// </summary>
    [Parameter(
        ParameterSetName = OfStateMachines,
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArnTransformation("ExecutionArn", "executions", OtherMember = "StateMachineArn", OtherList = "stateMachines")]
    public string[] StateMachineArn { get; set; } = [];

    /// <summary>Only Map Runs of executions of these statuses.</summary>
    [Parameter(ParameterSetName = OfStateMachines)]
    [ValidateSet("RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED")]
    public string[]? ExecutionStatus { get; set; }

    private protected override (string Activity, string Thing)? Batch => ("Listing", "Map Run");

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == OfStateMachines)
        {
            ForEach(StateMachineArn, ArnCheck.StateMachine, List);
        }
        else
        {
            // What is piped in says itself what it is.
            ForEach(ExecutionArn, MyInvocation.ExpectingInput ? ArnCheck.ExecutionOrStateMachine : ArnCheck.Execution, List);
        }
    }

    private void List(StepFunctionsArn arn)
    {
        var calls = Connect(arn);
        if (arn.Kind == ArnKind.StateMachine)
        {
            Write(Progress.ExpectAsync(calls.ListMapRunsOfAsync(arn, Statuses(), StopToken)), Progress.Count);
        }
        else
        {
            Write(calls.ListMapRunsAsync(arn, StopToken), Progress.CountListed);
        }
    }

    private string[]? Statuses() => ExecutionStatus?.Select(status => status.ToUpperInvariant()).Distinct().ToArray();
}
