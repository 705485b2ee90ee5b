using System.Management.Automation;
using SfnMapRun.Cmdlets.Binding;
using SfnMapRun.Errors;
using SfnMapRun.Model;
using SfnMapRun.Waiting;

namespace SfnMapRun.Cmdlets;

/// <summary>
/// Waits until Map Runs have stopped, and writes each as it does. Of an execution it waits for all Map Runs, until that has ended.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "SFNMapRun", DefaultParameterSetName = ByMapRun)]
[OutputType(typeof(MapRun))]
public sealed class WaitSFNMapRunCommand : StepFunctionsCommand
{
    private const string ByMapRun = "MapRun";
    private const string ByExecution = "Execution";
    private MapRunWaiter _waiter = null!;

    /// <summary>The ARNs of the Map Runs, or of executions, or objects that carry one.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByMapRun)]
    [AllowNull]
    [AllowEmptyString]
    [ArnTransformation("MapRunArn", "mapRuns", OtherMember = "ExecutionArn", OtherList = "executions")]
    public string[] MapRunArn { get; set; } = [];

    /// <summary>The ARNs of the executions whose Map Runs are to be waited for, or objects that carry one.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByExecution)]
    [AllowNull]
    [AllowEmptyString]
    [ArnTransformation("ExecutionArn", "executions")]
    public string[] ExecutionArn { get; set; } = [];

    /// <summary>How long to wait for all of them together: seconds, or a TimeSpan. Without it, as long as it takes.</summary>
    [Parameter]
    [PositiveDuration]
    [Alias("TimeoutSec", "TimeoutSeconds")]
    public WaitTime? Timeout { get; set; }

    /// <summary>
    /// The least time between two polls of a Map Run or an execution: seconds, or a TimeSpan. With many it grows, so that the
    /// quota is kept to.
    /// </summary>
    [Parameter]
    [PositiveDuration]
    [Alias("Interval")]
    public WaitTime PollingInterval { get; set; } = new(seconds: 5);

    /// <summary>
    /// Makes a Map Run that failed or was aborted an error, on top of writing it, and an execution that failed though its Map Runs
    /// did not.
    /// </summary>
    [Parameter]
    public SwitchParameter ErrorOnFailure { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _waiter = new MapRunWaiter(Clock, PollingInterval.ToTimeSpan(), Timeout?.ToTimeSpan());
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByExecution)
        {
            ForEach(ExecutionArn, ArnCheck.Execution, Process);
        }
        else
        {
            ForEach(MapRunArn, ArnCheck.MapRunOrExecution, Process);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var settings = new WaitSettings(Timeout?.ToTimeSpan(), ErrorOnFailure, Heartbeat: !ShowsProgress());
        Write(new WaitReport(_waiter, settings, Runner.Counts, Clock).RunAsync(StopToken));
    }

    // The common parameter is not among the variables of the session.
    private bool ShowsProgress()
    {
        var preference = MyInvocation.BoundParameters.GetValueOrDefault("ProgressAction")
            ?? SessionState.PSVariable.GetValue("ProgressPreference");
        return !Surroundings.IsOutputRedirected && LanguagePrimitives.ConvertTo<ActionPreference>(preference) == ActionPreference.Continue;
    }

    // Keys may come with the record: each is polled with its own.
    private void Process(StepFunctionsArn arn) => _waiter.Add(Connect(arn), arn);
}
