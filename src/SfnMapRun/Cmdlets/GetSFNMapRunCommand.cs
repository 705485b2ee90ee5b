using System.Management.Automation;
using SfnMapRun.Arns;

namespace SfnMapRun.Cmdlets;

/// <summary>Describes Map Runs: one object for each ARN, as it comes; an ARN that fails is an error of its own.</summary>
[Cmdlet(VerbsCommon.Get, "SFNMapRun")]
[OutputType(typeof(MapRun))]
public sealed class GetSFNMapRunCommand : StepFunctionsCommand
{
    /// <summary>The ARNs of the Map Runs, or objects that carry one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [MapRunArnTransformation]
    public string[] MapRunArn { get; set; } = [];

    private protected override string Operation => "DescribeMapRun";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var mapRunArn in MapRunArn)
        {
            try
            {
                var text = mapRunArn.Trim();
                var arn = MapRunArnCheck.Parse(text);
                var region = Region ?? arn.Region;
                WriteObject(Call(region, (stepFunctions, token) => stepFunctions.DescribeMapRunAsync(text, region, token)));
            }
            catch (StepFunctionsException e)
            {
                WriteError(e, mapRunArn);
            }
        }
    }
}
