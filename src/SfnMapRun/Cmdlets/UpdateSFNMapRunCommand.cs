using System.Globalization;
using System.Management.Automation;
using SfnMapRun.Arns;
using SfnMapRun.Errors;
using SfnMapRun.MapRuns;

namespace SfnMapRun.Cmdlets;

/// <summary>Changes the settings of Map Runs that are running. Only ARNs come from the pipeline: a Map Run that is piped in lends no settings.</summary>
[Cmdlet(VerbsData.Update, "SFNMapRun", SupportsShouldProcess = true)]
[OutputType(typeof(MapRun))]
public sealed class UpdateSFNMapRunCommand : StepFunctionsCommand
{
    private MapRunSettings _settings = null!;

    /// <summary>The ARNs of the Map Runs, or objects that carry one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArnTransformation("MapRunArn", "mapRuns", KeepsChildrenApart = true)]
    public string[] MapRunArn { get; set; } = [];

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

    /// <summary>Writes each Map Run as it is after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _settings = new MapRunSettings(MaxConcurrency, ToleratedFailurePercentage, ToleratedFailureCount);
        if (_settings is { MaxConcurrency: null, ToleratedFailurePercentage: null, ToleratedFailureCount: null })
        {
            ThrowTerminatingError(new StepFunctionsException(FailureKind.NothingToUpdate, "No setting was given to change.").ToErrorRecord(target: null));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(MapRunArn, Update);

    private void Update(string mapRunArn)
    {
        var arn = ArnCheck.MapRun(mapRunArn);
        if (!ShouldProcess(mapRunArn, $"Set {Describe(_settings)}"))
        {
            return;
        }

        WaitFor(CallAsync("UpdateMapRun", arn, new object(), (stepFunctions, region, attempt) =>
            stepFunctions.UpdateMapRunAsync(mapRunArn, _settings, region, attempt, StopToken)));
        if (PassThru)
        {
            ShowAfter("updated", mapRunArn, () => WaitFor(DescribeMapRunAsync(mapRunArn, arn)));
        }
    }

    private static string Describe(MapRunSettings settings) => string.Join(
        ", ",
        new (string Name, IFormattable? Value)[]
        {
            (nameof(MaxConcurrency), settings.MaxConcurrency),
            (nameof(ToleratedFailurePercentage), settings.ToleratedFailurePercentage),
            (nameof(ToleratedFailureCount), settings.ToleratedFailureCount),
        }.Where(setting => setting.Value is not null).Select(setting => $"{setting.Name} to {setting.Value!.ToString(null, CultureInfo.InvariantCulture)}"));
}
