using System.Management.Automation;
using SfnMapRun.Cmdlets.Binding;

namespace SfnMapRun.Cmdlets;

/// <summary>What the commands share that read Map Runs. A child execution stands for its Map Run.</summary>
public abstract class MapRunCommand : StepFunctionsCommand
{
    private protected MapRunCommand()
    {
    }

    /// <summary>The ARNs of the Map Runs, or objects that carry one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArnTransformation("MapRunArn", "mapRuns")]
    public string[] MapRunArn { get; set; } = [];
}
