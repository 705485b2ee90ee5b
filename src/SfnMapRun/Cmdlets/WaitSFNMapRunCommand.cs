using System.Management.Automation;
using System.Threading.Channels;
using SfnMapRun.Arns;
using SfnMapRun.Errors;
using SfnMapRun.Formatting;
using SfnMapRun.MapRuns;
using SfnMapRun.Service;
using SfnMapRun.Waiting;

namespace SfnMapRun.Cmdlets;

/// <summary>Waits until Map Runs have stopped, and writes each as it does.</summary>
[Cmdlet(VerbsLifecycle.Wait, "SFNMapRun")]
[OutputType(typeof(MapRun))]
public sealed class WaitSFNMapRunCommand : StepFunctionsCommand
{
    // Looks at a Map Run that failed in a row, after which the user is told that the wait may be in vain.
    private const int MissesBeforeWarning = 3;

    // What each Map Run is looked at with: keys may come with the record.
    private readonly Dictionary<string, (StepFunctionsArn Arn, IStepFunctions StepFunctions)> _awaited = new(StringComparer.Ordinal);
    private readonly HashSet<FailureKind> _warned = [];

    /// <summary>The ARNs of the Map Runs, or objects that carry one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArnTransformation("MapRunArn", "mapRuns")]
    public string[] MapRunArn { get; set; } = [];

    /// <summary>How long to wait for all of them together: seconds, or a TimeSpan. Without it, as long as it takes.</summary>
    [Parameter]
    [DurationTransformation]
    [PositiveDuration]
    [Alias("TimeoutSec", "TimeoutSeconds")]
    public TimeSpan? Timeout { get; set; }

    /// <summary>The least time between two looks at a Map Run: seconds, or a TimeSpan. With many it grows, so that the quota is kept to.</summary>
    [Parameter]
    [DurationTransformation]
    [PositiveDuration]
    [Alias("Interval")]
    public TimeSpan PollingInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Makes a Map Run that failed or was aborted an error, on top of writing it.</summary>
    [Parameter]
    public SwitchParameter ErrorOnFailure { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(MapRunArn, mapRunArn =>
    {
        var arn = ArnCheck.MapRun(mapRunArn);
        _awaited.TryAdd(mapRunArn, (arn, Connect(Region ?? arn.Region)));
    });

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var waiter = new MapRunWaiter(TimeProvider.System, PollingInterval, Timeout, DescribeAsync);
        foreach (var (mapRunArn, (arn, _)) in _awaited)
        {
            waiter.Add(mapRunArn, $"{Region ?? arn.Region} {arn.AccountId}");
        }

        var progress = new WaitProgress(_awaited.Count, WriteProgress);
        progress.ShowOverAll();
        var events = Channel.CreateUnbounded<WaitEvent>();
        _ = Task.Run(() => waiter.RunAsync(events.Writer, StopToken), StopToken);
        while (WaitFor(events.Reader.WaitToReadAsync(StopToken).AsTask()))
        {
            while (events.Reader.TryRead(out var happened))
            {
                Tell(happened, progress);
            }
        }
    }

    private Task<MapRun> DescribeAsync(string mapRunArn, CancellationToken cancellationToken)
    {
        var (arn, stepFunctions) = _awaited[mapRunArn];
        return CallAsync(stepFunctions, "DescribeMapRun", arn, mapRunArn, (service, region, attempt) =>
            service.DescribeMapRunAsync(mapRunArn, region, attempt, cancellationToken));
    }

    private void Tell(WaitEvent happened, WaitProgress progress)
    {
        switch (happened)
        {
            case WaitEvent.Looked looked:
                progress.Show(looked);
                WriteVerbose($"{looked.MapRunArn}: {WaitText.Of(looked.MapRun, looked.ItemsPerSecond, looked.Left)}.");
                break;
            case WaitEvent.Missed missed:
                WriteVerbose($"{missed.MapRunArn}: {missed.Error.Message} It will be looked at again.");
                if (missed.InARow >= MissesBeforeWarning && _warned.Add(missed.Error.Kind))
                {
                    WriteWarning($"Still waiting, though nothing can be seen of {missed.MapRunArn}: {missed.Error.Message}");
                }

                break;
            case WaitEvent.Stopped stopped:
                progress.End(stopped.MapRunArn, MapRunStatus.Is(stopped.MapRun.Status, MapRunStatus.Succeeded));
                WriteObject(stopped.MapRun);
                if (ErrorOnFailure && MapRunStatus.IsUnsuccessful(stopped.MapRun.Status))
                {
                    WriteError(FailureOf(stopped.MapRun), stopped.MapRunArn);
                }

                break;
            case WaitEvent.Failed failed:
                progress.End(failed.MapRunArn, succeeded: false);
                WriteError(failed.Error, failed.MapRunArn);
                break;
            case WaitEvent.TimedOut timedOut:
                progress.End(timedOut.MapRunArn, succeeded: false);
                WriteError(TimeOutOf(timedOut), timedOut.MapRunArn);
                break;
        }
    }

    private static StepFunctionsException FailureOf(MapRun run) => new(
        MapRunStatus.Is(run.Status, MapRunStatus.Failed) ? FailureKind.MapRunFailed : FailureKind.MapRunAborted,
        $"The Map Run {MapRunTable.Title(run)} has stopped: {WaitText.Of(run)}.")
    {
        MapRun = run,
    };

    private StepFunctionsException TimeOutOf(WaitEvent.TimedOut timedOut) => new(
        FailureKind.WaitTimedOut,
        $"{timedOut.MapRunArn} had not stopped after {Cells.Duration(Timeout)}: {LastSeen(timedOut)}.")
    {
        MapRun = timedOut.MapRun,
    };

    private static string LastSeen(WaitEvent.TimedOut timedOut) => timedOut switch
    {
        { MapRun: { } run } => WaitText.Of(run),
        { Error: { } error } => error.Message.TrimEnd('.'),
        _ => "it was not looked at yet",
    };
}
