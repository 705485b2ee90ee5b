using System.Management.Automation;
using SfnMapRun.Calls;
using SfnMapRun.Errors;

namespace SfnMapRun.Cmdlets;

/// <summary>
/// Describes Map Runs, side by side: one object for each ARN, in their order, as it comes; an ARN that fails is an error in its
/// place.
/// </summary>
[Cmdlet(VerbsCommon.Get, "SFNMapRun")]
[OutputType(typeof(MapRun))]
public sealed class GetSFNMapRunCommand : ParallelMapRunCommand
{
    // How far calls may run ahead of the oldest one that is still under way: a Map Run is small, and one that is retried must not keep
    // the others waiting.
    private const int Ahead = 1000;

    private ArrivingInput<MapRun> _input = null!;

    private protected override (string Activity, string Thing)? Batch => ("Describing", "Map Run");

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // First in the pipeline: the input is an array or the like, and not a command that makes it bit by bit.
        var producer = new ProducerPace(Clock, isReady: MyInvocation.PipelinePosition == 1);
        _input = new ArrivingInput<MapRun>(producer, Ahead + ThrottleLimit);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _input.Begin();
        var arns = ReadInput(MapRunArn).ToArray();
        Progress.Expect(arns.Length);
        if (!MyInvocation.ExpectingInput)
        {
            Progress.EndInput();
        }

        for (var i = 0; i < arns.Length; i++)
        {
            _input.Add(arns[i], DescribeAsync(arns[i]));
            Write(i < arns.Length - 1 ? _input.TakeAsync() : _input.TakeLastAsync(), Progress.Count);
        }

        _input.End();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Progress.EndInput();
        Write(_input.FinishAsync(), Progress.Count);
        base.EndProcessing();
    }

    // Errors keep the place of their ARN.
    private Task<MapRun> DescribeAsync(string mapRunArn)
    {
        try
        {
            var arn = ArnCheck.MapRun(mapRunArn);
            return Connect(arn).DescribeMapRunAsync(arn, StopToken);
        }
        catch (StepFunctionsException e)
        {
            return Task.FromException<MapRun>(e);
        }
    }
}
