using System.Management.Automation;
using SfnMapRun.Calls;
using SfnMapRun.Errors;
using SfnMapRun.Model;

namespace SfnMapRun.Cmdlets;

/// <summary>
/// Changes the settings of Map Runs that are running. Only ARNs come from the pipeline: a Map Run that is piped in lends no
/// settings.
/// </summary>
[Cmdlet(VerbsData.Update, "SFNMapRun", SupportsShouldProcess = true)]
[OutputType(typeof(MapRun))]
public sealed class UpdateSFNMapRunCommand : MapRunChangeCommand
{
    private MapRunSettings _settings = null!;

    /// <summary>How many child executions may run at once; 0 sets no limit of its own.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? MaxConcurrency { get; set; }

    /// <summary>The percentage of failed items, 0 to 100, that is tolerated.</summary>
    [Parameter]
    [ValidateRange(0.0, 100.0)]
    public double? ToleratedFailurePercentage { get; set; }

    /// <summary>The number of failed items that is tolerated.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long? ToleratedFailureCount { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _settings = new MapRunSettings(MaxConcurrency, ToleratedFailurePercentage, ToleratedFailureCount);
        if (_settings.IsEmpty)
        {
            ThrowTerminatingError(
                new StepFunctionsException(FailureKind.NothingToUpdate, "No setting was given to change.").ToErrorRecord(target: null));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(MapRunArn, CheckMapRun, Process);

    private void Process(StepFunctionsArn mapRun)
    {
        if (ShouldChange(mapRun.Text, $"Set {_settings}"))
        {
            Write(MapRunChange.UpdateAsync(Connect(mapRun), mapRun, _settings, PassThru, StopToken));
        }
    }
}
