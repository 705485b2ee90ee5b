using System.Management.Automation;
using SfnMapRun.Arns;
using SfnMapRun.Scheduling;

namespace SfnMapRun.Cmdlets;

/// <summary>Describes Map Runs, side by side: one object for each ARN, in their order, as it comes; an ARN that fails is an error in its place.</summary>
[Cmdlet(VerbsCommon.Get, "SFNMapRun")]
[OutputType(typeof(MapRun))]
public sealed class GetSFNMapRunCommand : StepFunctionsCommand
{
    // How far calls may run ahead of the oldest one that is still under way, in multiples of those under way at once.
    private const int ReadAhead = 4;

    private readonly Queue<(string Target, Task<MapRun> Work)> _descriptions = new();
    private readonly PipelineReport _report = new("Describing", "Map Runs", TimeProvider.System);
    private ProducerPace _producer = null!;

    /// <summary>The ARNs of the Map Runs, or objects that carry one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArnTransformation("MapRunArn", "mapRuns")]
    public string[] MapRunArn { get; set; } = [];

    /// <summary>How many calls may be under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 16;

    private protected override int CallsAtOnce => ThrottleLimit;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // First in the pipeline: the input is an array or the like, and no command that makes it bit by bit.
        _producer = new ProducerPace(TimeProvider.System, isReady: MyInvocation.PipelinePosition == 1);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var isSlow = _producer.IsSlow();
        foreach (var mapRunArn in MapRunArn)
        {
            _descriptions.Enqueue((mapRunArn, DescribeAsync(mapRunArn.Trim())));
            _report.Known++;
            WriteDescriptions(atMost: ReadAhead * ThrottleLimit);
        }

        if (isSlow)
        {
            WriteDescriptions(atMost: 0);
        }

        _producer.Returning();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WriteDescriptions(atMost: 0);
        WriteSummary(_report);
    }

    private Task<MapRun> DescribeAsync(string mapRunArn)
    {
        try
        {
            return DescribeMapRunAsync(mapRunArn, ArnCheck.MapRun(mapRunArn));
        }
        catch (StepFunctionsException e)
        {
            return Task.FromException<MapRun>(e);
        }
    }

    private void WriteDescriptions(int atMost) => WriteResults(_descriptions, atMost, _report, WriteObject);
}
