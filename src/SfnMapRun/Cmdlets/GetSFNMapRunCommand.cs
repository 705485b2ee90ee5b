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

    private readonly Queue<(string Target, Task<MapRun> Description)> _descriptions = new();
    private readonly PipelineReport _report = new("Map Runs", TimeProvider.System);
    private CallScheduler<MapRun> _scheduler = null!;
    private ProducerPace _producer = null!;

    /// <summary>The ARNs of the Map Runs, or objects that carry one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [MapRunArnTransformation]
    public string[] MapRunArn { get; set; } = [];

    /// <summary>How many calls may be under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 16;

    private protected override string Operation => "DescribeMapRun";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _scheduler = new CallScheduler<MapRun>(ThrottleLimit, TimeProvider.System, Random.Shared);

        // First in the pipeline: the input is an array or the like, and no command that makes it bit by bit.
        _producer = new ProducerPace(TimeProvider.System, isReady: MyInvocation.PipelinePosition == 1);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var isSlow = _producer.IsSlow();
        foreach (var mapRunArn in MapRunArn)
        {
            _descriptions.Enqueue((mapRunArn, StartDescribing(mapRunArn.Trim())));
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
        if (_report.Completion() is { } completion)
        {
            WriteProgress(completion);
        }

        WriteVerbose(_report.Summary(_scheduler.Counts));
    }

    private Task<MapRun> StartDescribing(string text)
    {
        try
        {
            var arn = MapRunArnCheck.Parse(text);
            var region = Region ?? arn.Region;
            var stepFunctions = Connect(region);

            // In line here, so that calls start in the order of the input; the work of each is off this thread.
            return _scheduler.RunAsync(
                (stepFunctions, region, text),
                $"{region} {arn.AccountId}",
                stepFunctions.MaxAttempts,
                attempt => Task.Run(() => stepFunctions.DescribeMapRunAsync(text, region, attempt, StopToken), StopToken),
                StopToken);
        }
        catch (StepFunctionsException e)
        {
            return Task.FromException<MapRun>(e);
        }
    }

    // Writes what has come, in the order of the input; waits while more than a number are still to come.
    private void WriteDescriptions(int atMost)
    {
        while (_descriptions.TryPeek(out var next) && (next.Description.IsCompleted || _descriptions.Count > atMost))
        {
            try
            {
                var description = WaitFor(next.Description, ShowProgress);
                _descriptions.Dequeue();
                _report.Succeeded();
                WriteObject(description);
            }
            catch (StepFunctionsException e)
            {
                _descriptions.Dequeue();
                _report.Failed(e.Kind.ToString());
                WriteError(e, next.Target);
            }

            ShowProgress();
        }
    }

    private void ShowProgress()
    {
        if (_report.Progress(_scheduler.IsLimited, _scheduler.Rate) is { } progress)
        {
            WriteProgress(progress);
        }
    }
}
