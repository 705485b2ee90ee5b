using System.Management.Automation;
using SfnMapRun.Cmdlets.Binding;
using SfnMapRun.Model;
using SfnMapRun.Redriving;

namespace SfnMapRun.Cmdlets;

/// <summary>
/// Redrives Map Runs through their parent executions: checks before whether that is possible, and after what has become of it.
/// </summary>
[Cmdlet(VerbsLifecycle.Restart, "SFNMapRun", SupportsShouldProcess = true)]
[OutputType(typeof(MapRun))]
public sealed class RestartSFNMapRunCommand : MapRunChangeCommand
{
    private Redriver _redriver = null!;

    /// <summary>
    /// Tells this redrive from others: with the same token the service redrives an execution once, however often it is asked. Made
    /// up if left out.
    /// </summary>
    [Parameter]
    [ClientToken]
    public string? ClientToken { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _redriver = new Redriver(ClientToken, Clock);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(MapRunArn, CheckMapRun, Process);

    /// <inheritdoc/>
    protected override void EndProcessing() => Write(_redriver.FinishAsync(PassThru));

    private void Process(StepFunctionsArn mapRun)
    {
        var plan = WaitFor(_redriver.PlanAsync(Connect(mapRun), mapRun, StopToken));
        if (plan.RedrivenAt is not null || ShouldChange(mapRun.Text, RedriveCheck.Describe(plan.Run)))
        {
            Write(_redriver.RunAsync(plan, StopToken));
        }
    }
}
