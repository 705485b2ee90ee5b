using System.Management.Automation;
using SfnMapRun.Cmdlets.Binding;
using SfnMapRun.Errors;
using SfnMapRun.Formatting;
using SfnMapRun.Model;

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
    [AllowNull]
    [AllowEmptyString]
    [ArnTransformation("MapRunArn", "mapRuns", KeepsChildrenApart = true)]
    public string[] MapRunArn { get; set; } = [];

    /// <summary>Writes each Map Run as it is after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Asks whether a change is wanted, or says what would be changed.</summary>
    private protected bool ShouldChange(string target, string action) =>
        ShouldProcess(TerminalText.Show(target), TerminalText.Show(action));

    /// <summary>The parts of a Map Run's ARN; throws for anything else.</summary>
    /// <exception cref="StepFunctionsException">The text is not an ARN of a Map Run.</exception>
    private protected StepFunctionsArn CheckMapRun(string text)
    {
        try
        {
            return ArnCheck.MapRun(text);
        }
        catch (StepFunctionsException e) when (ChildOrigin.Find(text) is { } mapRun)
        {
            throw new StepFunctionsException(e.Kind, e.Message)
            {
                Remedy = "One of many does not stand for all of them. "
                    + $"To mean the whole Map Run: {MyInvocation.MyCommand.Name} '{mapRun}'.",
            };
        }
    }
}
