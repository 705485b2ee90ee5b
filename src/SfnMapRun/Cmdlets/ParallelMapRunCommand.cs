using System.Management.Automation;

namespace SfnMapRun.Cmdlets;

/// <summary>What the commands share that make many calls about Map Runs side by side.</summary>
public abstract class ParallelMapRunCommand : MapRunCommand
{
    private protected ParallelMapRunCommand()
    {
    }

    /// <summary>How many calls may be under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 16;

    private protected override int CallsAtOnce => ThrottleLimit;

    /// <summary>
    /// How far calls for child executions may run ahead of the oldest one that is still under way: no further, as each may have half
    /// a megabyte of input and output.
    /// </summary>
    private protected int ChildrenAhead => 4 * ThrottleLimit;
}
