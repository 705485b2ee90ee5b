using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SfnMapRun.Calls;
using SfnMapRun.Errors;
using SfnMapRun.Formatting;
using SfnMapRun.Model;
using SfnMapRun.Reporting;

namespace SfnMapRun.Waiting;

/// <summary>Tells the user what has become known about the Map Runs and the executions that are waited for.</summary>
/// <param name="waiter">Waits for them.</param>
/// <param name="settings">What the user wants to be told.</param>
/// <param name="calls">Counts the calls of the command.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class WaitReport(MapRunWaiter waiter, WaitSettings settings, CallCounts calls, TimeProvider clock)
{
    private static readonly TimeSpan BetweenTicks = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenHeartbeats = TimeSpan.FromMinutes(5);

    private readonly WaitProgress _progress = new([.. waiter.Arns]);
    private readonly WaitWarnings _warnings = new(clock);
    private long _start;
    private long _heartbeatAt;
    private string? _lastLine;

    /// <summary>Waits, and tells what happens. The waiting goes on while what was told is being written.</summary>
    public async IAsyncEnumerable<Output> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _start = _heartbeatAt = clock.GetTimestamp();
        foreach (var output in _progress.ShowOverall())
        {
            yield return output;
        }

        var events = Channel.CreateUnbounded<WaitEvent>(new UnboundedChannelOptions { AllowSynchronousContinuations = true });
        using var ticks = clock.CreateTimer(_ => events.Writer.TryWrite(new WaitEvent.TimePassed()), null, BetweenTicks, BetweenTicks);
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
        WaitEvent.Polled polled => TellPoll(polled),
        WaitEvent.PollFailed failed => TellFailedPoll(failed),
        WaitEvent.Stopped stopped => End(stopped, stopped.MapRun).Concat(TellStop(stopped)),
        WaitEvent.Failed failed => End(failed).Append(new Output.Error(failed.Error, failed.Arn)),
        WaitEvent.TimedOut timedOut => End(timedOut).Append(new Output.Error(TimeoutOf(timedOut), timedOut.Arn)),
        WaitEvent.Began began => _progress.Begin(began).Append(
            new Output.Verbose($"{ArnName.Short(began.ExecutionArn)} has started the Map Run {began.Arn}.")),
        WaitEvent.ExecutionPolled polled => TellPoll(polled),
        WaitEvent.ExecutionStopped stopped => EndExecution(stopped).Append(ToldOf(stopped)),
        WaitEvent.ExecutionTimedOut timedOut => End(timedOut).Append(new Output.Error(TimeoutOf(timedOut), timedOut.Arn)),
        WaitEvent.TimePassed => TellTime(),
        _ => [],
    };

    private IEnumerable<Output> End(WaitEvent end, MapRun? stopped = null)
    {
        _warnings.Forget(end.Arn);
        return _progress.End(end.Arn, stopped);
    }

    private IEnumerable<Output> TellPoll(WaitEvent.Polled polled)
    {
        _warnings.Forget(polled.Arn);
        _lastLine = $"{ArnName.Short(polled.Arn)}: {WaitText.Of(polled.MapRun, polled.ItemsPerSecond, polled.Left)}.";
        return _progress.Show(polled).Append(new Output.Verbose(_lastLine));
    }

    // Where Map Runs of it run, they tell how it goes.
    private IEnumerable<Output> TellPoll(WaitEvent.ExecutionPolled polled)
    {
        _warnings.Forget(polled.Arn);
        if (polled.OpenMapRuns > 0)
        {
            return [];
        }

        _lastLine = $"{ArnName.Short(polled.Arn)}: {WaitText.Of(polled.Look.Execution, polled.Look.MapRuns.Count)}.";
        return _progress.Show(polled).Append(new Output.Verbose(_lastLine));
    }

    private IEnumerable<Output> TellFailedPoll(WaitEvent.PollFailed failed)
    {
        var name = ArnName.Short(failed.Arn);
        var status = $"not seen for {CellFormat.Duration(failed.Unseen)}, {failed.Error.Kind}";
        _lastLine = $"{name}: {status}.";
        foreach (var output in _progress.ShowUnseen(failed.Arn, status))
        {
            yield return output;
        }

        yield return new Output.Verbose($"{name}: {failed.Error.Message} It will be polled again.");
        if (_warnings.Of(failed) is { } warning)
        {
            yield return new Output.Warning(warning);
        }
    }

    private IEnumerable<Output> TellStop(WaitEvent.Stopped stopped)
    {
        yield return new Output.Item(stopped.MapRun);
        if (settings.ErrorOnFailure && MapRunStatus.IsUnsuccessful(stopped.MapRun.Status))
        {
            yield return new Output.Error(FailureOf(stopped.MapRun), stopped.Arn);
        }
    }

    // Until a poll has come to its end there is nothing else to tell of; an endpoint that hangs takes minutes for one.
    private IEnumerable<Output> TellTime()
    {
        var lastError = calls.LastError is { } error ? $", {error.Kind}" : null;
        var nothing = _lastLine is null ? $"no response yet, attempt {calls.Calls}{lastError}" : null;
        foreach (var output in nothing is null ? [] : _progress.ShowNothingSeen(nothing))
        {
            yield return output;
        }

        if (settings.Heartbeat && clock.GetElapsedTime(_heartbeatAt) >= BetweenHeartbeats)
        {
            _heartbeatAt = clock.GetTimestamp();
            var waited = $"Waiting for {CellFormat.Duration(clock.GetElapsedTime(_start))}";
            yield return new Output.Heartbeat($"{waited}: {_progress.Summary() ?? _lastLine ?? nothing}");
        }
    }

    private static StepFunctionsException FailureOf(MapRun run) => new(
        MapRunStatus.Is(run.Status, MapRunStatus.Failed) ? FailureKind.MapRunFailed : FailureKind.MapRunAborted,
        $"The Map Run {MapRunTable.Title(run)} has stopped: {WaitText.Of(run)}.")
    {
        MapRun = run,
    };

    // A Map Run that failed tells of it already. Where none did, nothing else would.
    private Output ToldOf(WaitEvent.ExecutionStopped stopped)
    {
        var (execution, mapRuns) = (stopped.Look.Execution, stopped.Look.MapRuns.Count);
        var reason = StopReason.Of(execution)
            ?? (stopped.Look.Refusal is { } refusal ? $"its error and cause can't be read ({refusal.Kind})" : null);
        var what = $"The execution {ArnName.Short(stopped.Arn)} has stopped{(mapRuns == 0 ? " without a Map Run" : null)}: "
            + execution.Status + (reason is null ? null : $", {reason}");
        if (!stopped.Look.HasFailed || stopped.HasUnsuccessfulMapRun)
        {
            return new Output.Verbose($"{what}.");
        }

        var message = $"{what}{(mapRuns == 0 ? null : ". None of its Map Runs failed")}.";
        return mapRuns == 0 || settings.ErrorOnFailure
            ? new Output.Error(new StepFunctionsException(FailureKind.ExecutionFailed, message), stopped.Arn)
            : new Output.Warning(message);
    }

    private IEnumerable<Output> EndExecution(WaitEvent.ExecutionStopped stopped)
    {
        _warnings.Forget(stopped.Arn);
        return _progress.End(stopped.Arn, hasSucceeded: !stopped.Look.HasFailed);
    }

    private StepFunctionsException TimeoutOf(WaitEvent.TimedOut timedOut) => TimeoutOf(
        $"The Map Run {ArnName.Short(timedOut.Arn)}",
        timedOut.MapRun is { } run ? WaitText.Of(run) : null,
        timedOut.Error,
        timedOut.MapRun);

    private StepFunctionsException TimeoutOf(WaitEvent.ExecutionTimedOut timedOut) => TimeoutOf(
        $"The execution {ArnName.Short(timedOut.Arn)}",
        timedOut.Look is { } look ? WaitText.Of(look.Execution, look.MapRuns.Count) : null,
        timedOut.Error,
        mapRun: null);

    private StepFunctionsException TimeoutOf(string name, string? lastSeen, StepFunctionsException? error, MapRun? mapRun)
    {
        var waited = CellFormat.Duration(settings.Timeout);
        var reason = error?.Message.TrimEnd('.');
        var message = lastSeen is null
            ? $"could not be polled for {waited}: {reason ?? "no response came"}"
            : $"had not stopped after {waited}: {lastSeen}{(reason is null ? null : $", when last seen; {reason}")}";
        return new StepFunctionsException(FailureKind.WaitTimedOut, $"{name} {message}.") { MapRun = mapRun };
    }
}
