using System.Management.Automation;

namespace TestDoubles;

/// <summary>Stands in for another module's cmdlet of the same name: of the real one, only its name counts.</summary>
[Cmdlet(VerbsCommon.Get, "SFNMapRun")]
public sealed class RivalCommand : PSCmdlet
{
    [Parameter(Position = 0)]
    public string? MapRunArn { get; set; }

    protected override void ProcessRecord() => WriteObject("the other one");
}
