using System.Management.Automation;
using SfnMapRun.Cmdlets.Binding;
using SfnMapRun.Model;
using SfnMapRun.Stopping;

namespace SfnMapRun.Cmdlets;

/// <summary>
/// Stops Map Runs through their parent executions, and with them all else that those do: so it asks before, and says what stops.
/// </summary>
[Cmdlet(VerbsLifecycle.Stop, "SFNMapRun", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(MapRun))]
public sealed class StopSFNMapRunCommand : MapRunChangeCommand
{
    private Stopper _stopper = null!;

    /// <summary>A cause that the stopped executions show, up to 32,768 characters.</summary>
    [Parameter]
    [LongestText(32768)]
    public string? Cause { get; set; }

    /// <summary>An error code that the stopped executions show, up to 256 characters.</summary>
    [Parameter]
    [LongestText(256)]
    public string? Error { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // With none, no customer-managed key is needed.
        _stopper = new Stopper(NullIfEmpty(Error), NullIfEmpty(Cause), Clock);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(MapRunArn, CheckMapRun, Process);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (PassThru)
        {
            Write(_stopper.FinishAsync(Runner.Counts, StopToken));
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private void Process(StepFunctionsArn mapRun)
    {
        var plan = WaitFor(_stopper.PlanAsync(Connect(mapRun), mapRun, StopToken));
        if (plan.IsStopped || ShouldChange(mapRun.Text, StopCheck.Describe(plan)))
        {
            Write(_stopper.RunAsync(plan, StopToken));
        }
    }
}
