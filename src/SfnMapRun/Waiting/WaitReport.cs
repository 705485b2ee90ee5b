using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SfnMapRun.Errors;
using SfnMapRun.Formatting;
using SfnMapRun.Model;
using SfnMapRun.Reporting;

namespace SfnMapRun.Waiting;

/// <summary>Tells the user what has become known about Map Runs that are waited for.</summary>
/// <param name="waiter">Waits for them.</param>
/// <param name="timeout">How long is waited for all of them together; null for as long as it takes.</param>
/// <param name="errorOnFailure">Whether a Map Run that failed or was aborted is an error, on top of being output.</param>
internal sealed class WaitReport(MapRunWaiter waiter, TimeSpan? timeout, bool errorOnFailure)
{
    // So many polls of a Map Run that failed in a row are a sign that the wait may be in vain.
    private const int FailuresBeforeWarning = 3;

    private readonly WaitProgress _progress = new(waiter.Count);
    private readonly HashSet<FailureKind> _warned = [];

    /// <summary>Waits, and tells what happens. The waiting goes on while what was told is being written.</summary>
    public async IAsyncEnumerable<Output> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var output in _progress.ShowOverall())
        {
            yield return output;
        }

        var events = Channel.CreateUnbounded<WaitEvent>(new UnboundedChannelOptions { AllowSynchronousContinuations = true });
        _ = waiter.RunAsync(events.Writer, cancellationToken);
        await foreach (var happened in events.Reader.ReadAllAsync(cancellationToken))
        {
            foreach (var output in Tell(happened))
            {
                yield return output;
            }
        }
    }

    private IEnumerable<Output> Tell(WaitEvent happened) => happened switch
    {
        WaitEvent.Polled polled => _progress.Show(polled).Append(
            new Output.Verbose($"{polled.MapRunArn}: {WaitText.Of(polled.MapRun, polled.ItemsPerSecond, polled.Left)}.")),
        WaitEvent.PollFailed failed => TellFailedPoll(failed),
        WaitEvent.Stopped stopped => _progress
            .End(stopped.MapRunArn, MapRunStatus.Is(stopped.MapRun.Status, MapRunStatus.Succeeded))
            .Concat(TellStop(stopped)),
        WaitEvent.Failed failed =>
            _progress.End(failed.MapRunArn, succeeded: false).Append(new Output.Error(failed.Error, failed.MapRunArn)),
        WaitEvent.TimedOut timedOut => _progress
            .End(timedOut.MapRunArn, succeeded: false)
            .Append(new Output.Error(TimeoutOf(timedOut), timedOut.MapRunArn)),
        _ => [],
    };

    private IEnumerable<Output> TellFailedPoll(WaitEvent.PollFailed failed)
    {
        yield return new Output.Verbose($"{failed.MapRunArn}: {failed.Error.Message} It will be polled again.");
        if (failed.InARow >= FailuresBeforeWarning && _warned.Add(failed.Error.Kind))
        {
            yield return new Output.Warning($"Still waiting, though nothing can be seen of {failed.MapRunArn}: {failed.Error.Message}");
        }
    }

    private IEnumerable<Output> TellStop(WaitEvent.Stopped stopped)
    {
        yield return new Output.Item(stopped.MapRun);
        if (errorOnFailure && MapRunStatus.IsUnsuccessful(stopped.MapRun.Status))
        {
            yield return new Output.Error(FailureOf(stopped.MapRun), stopped.MapRunArn);
        }
    }

    private static StepFunctionsException FailureOf(MapRun run) => new(
        MapRunStatus.Is(run.Status, MapRunStatus.Failed) ? FailureKind.MapRunFailed : FailureKind.MapRunAborted,
        $"The Map Run {MapRunTable.Title(run)} has stopped: {WaitText.Of(run)}.")
    {
        MapRun = run,
    };

    private StepFunctionsException TimeoutOf(WaitEvent.TimedOut timedOut) => new(
        FailureKind.WaitTimedOut,
        $"{timedOut.MapRunArn} had not stopped after {CellFormat.Duration(timeout)}: {LastSeen(timedOut)}.")
    {
        MapRun = timedOut.MapRun,
    };

    private static string LastSeen(WaitEvent.TimedOut timedOut) => timedOut switch
    {
        { MapRun: { } run } => WaitText.Of(run),
        { Error: { } error } => error.Message.TrimEnd('.'),
        _ => "it was not polled yet",
    };
}
