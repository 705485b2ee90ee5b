using System.Management.Automation;
using SfnMapRun.Cmdlets.Binding;
using SfnMapRun.Formatting;

namespace SfnMapRun.Cmdlets;

/// <summary>
/// What the commands share that change Map Runs. A child execution does not stand for its Map Run: what happens to a Map Run must
/// not happen because one of its children was piped in.
/// </summary>
public abstract class MapRunChangeCommand : StepFunctionsCommand
{
    private protected MapRunChangeCommand()
    {
    }

    /// <summary>The ARNs of the Map Runs, or objects that carry one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArnTransformation("MapRunArn", "mapRuns", KeepsChildrenApart = true)]
    public string[] MapRunArn { get; set; } = [];

    /// <summary>Writes each Map Run as it is after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Asks whether a change is wanted, or says what would be changed.</summary>
    private protected bool ShouldChange(string target, string action) =>
        ShouldProcess(TerminalText.Show(target), TerminalText.Show(action));
}
