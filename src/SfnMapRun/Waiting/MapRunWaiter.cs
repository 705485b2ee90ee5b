using System.Threading.Channels;
using SfnMapRun.Calls;
using SfnMapRun.Errors;
using SfnMapRun.Model;

namespace SfnMapRun.Waiting;

/// <summary>
/// Waits until Map Runs have stopped: polls each in its turn, and reports what it sees. Of an execution it waits for all Map Runs,
/// those that have not begun yet included, until it has ended itself. A recoverable error is waited out. For one wait only.
/// </summary>
/// <param name="clock">Tells the time.</param>
/// <param name="interval">The least time between two polls of a Map Run or an execution.</param>
/// <param name="timeout">How long to wait for all of them together; null waits as long as it takes.</param>
internal sealed class MapRunWaiter(TimeProvider clock, TimeSpan interval, TimeSpan? timeout)
{
    private readonly PollSchedule _schedule = new(clock, interval);
    private readonly Dictionary<string, Awaited> _awaited = new(StringComparer.Ordinal);

    // Also those that have stopped: each is waited for once, whoever names it.
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _notSucceeded = new(StringComparer.Ordinal);
    private readonly List<Task<Poll>> _underWay = [];
    private long _start;

    /// <summary>Adds a Map Run to wait for, unless it is there already. Before the waiting begins.</summary>
    /// <param name="mapRunArn">Its ARN.</param>
    /// <param name="quota">The quota that a poll uses.</param>
    /// <param name="describe">Describes it.</param>
    public void Add(string mapRunArn, CallQuota quota, Func<CancellationToken, Task<MapRun>> describe)
    {
        if (_known.Add(mapRunArn))
        {
            _awaited[mapRunArn] = new AwaitedMapRun(mapRunArn, describe, new ProgressWindow(clock));
            _schedule.Add(mapRunArn, quota);
        }
    }

    /// <summary>Adds a Map Run, or an execution whose Map Runs are, unless it is there already. Before the waiting begins.</summary>
    public void Add(StepFunctionsCalls calls, StepFunctionsArn arn)
    {
        if (arn.Kind == ArnKind.MapRun)
        {
            Add(arn.Text, calls.QuotaOf("DescribeMapRun", arn), cancellationToken => calls.DescribeMapRunAsync(arn, cancellationToken));
        }
        else if (_known.Add(arn.Text))
        {
            // Of the two operations of a look, this one has the smaller quota.
            _awaited[arn.Text] = new AwaitedExecution(arn.Text, calls, new ExecutionWatch(calls, arn));
            _schedule.Add(arn.Text, calls.QuotaOf("ListMapRuns", arn));
        }
    }

    /// <summary>The Map Runs and the executions that are waited for.</summary>
    public IEnumerable<string> Arns => _awaited.Keys;

    /// <summary>
    /// Waits until all have stopped, can't be polled, or the time is up, and writes what happens to a channel. In the
    /// end completes the channel, with the error if there was one.
    /// </summary>
    public async Task RunAsync(ChannelWriter<WaitEvent> events, CancellationToken cancellationToken)
    {
        Exception? error = null;
        try
        {
            await WaitAsync(events, cancellationToken);
        }
        catch (Exception e)
        {
            error = e;
            throw;
        }
        finally
        {
            events.TryComplete(error);
        }
    }

    private async Task WaitAsync(ChannelWriter<WaitEvent> events, CancellationToken cancellationToken)
    {
        _start = clock.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (_awaited.Count > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var left = timeout - clock.GetElapsedTime(_start);
                if (left <= TimeSpan.Zero)
                {
                    await WriteAsync(events, GiveUp(), cancellationToken);
                    return;
                }

                while (_schedule.TryNext(out var arn))
                {
                    _underWay.Add(PollAsync(_awaited[arn], stop.Token));
                }

                await PauseAsync(left, stop.Token);
                foreach (var poll in _underWay.FindAll(poll => poll.IsCompleted))
                {
                    _underWay.Remove(poll);
                    await WriteAsync(events, Interpret(await poll), cancellationToken);
                    await WriteAsync(events, EndExecutions(), cancellationToken);
                }
            }
        }
        finally
        {
            // Polls that are still under way have nobody to report to.
            stop.Cancel();
        }
    }

    private static async Task WriteAsync(
        ChannelWriter<WaitEvent> events, IEnumerable<WaitEvent> happened, CancellationToken cancellationToken)
    {
        foreach (var one in happened)
        {
            await events.WriteAsync(one, cancellationToken);
        }
    }

    private static async Task<Poll> PollAsync(Awaited awaited, CancellationToken cancellationToken)
    {
        try
        {
            return awaited switch
            {
                AwaitedExecution execution => new Poll.OfExecution(execution, await execution.Watch.LookAsync(cancellationToken)),
                AwaitedMapRun mapRun => new Poll.OfMapRun(mapRun, await mapRun.Describe(cancellationToken)),
                _ => throw new NotSupportedException(),
            };
        }
        catch (StepFunctionsException e)
        {
            return new Poll.Failed(awaited, e);
        }
    }

    // Until a poll has ended, the next may begin, or the time is up.
    private async Task PauseAsync(TimeSpan? left, CancellationToken cancellationToken)
    {
        var wait = _schedule.UntilNext();
        if (left is { } rest && (wait == Timeout.InfiniteTimeSpan || rest < wait))
        {
            wait = rest;
        }

        // A delay counts in whole milliseconds, and has an upper limit.
        var delay = TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(wait.TotalMilliseconds), int.MaxValue));
        using var waking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny([.. _underWay, Task.Delay(delay, clock, waking.Token)]);
        waking.Cancel();
    }

    private IEnumerable<WaitEvent> Interpret(Poll poll) => poll switch
    {
        Poll.OfMapRun { Awaited: var awaited, MapRun: var mapRun } => [Interpret(awaited, mapRun)],
        Poll.OfExecution { Awaited: var awaited, Look: var look } => Interpret(awaited, look),
        Poll.Failed { Awaited: var awaited, Error: var error } => [Interpret(awaited, error)],
        _ => [],
    };

    private WaitEvent Interpret(AwaitedMapRun awaited, MapRun mapRun)
    {
        if (MapRunStatus.HasStopped(mapRun))
        {
            Forget(awaited);
            if (MapRunStatus.IsUnsuccessful(mapRun.Status))
            {
                _notSucceeded.Add(awaited.Arn);
            }

            return new WaitEvent.Stopped(awaited.Arn, mapRun);
        }

        Seen(awaited);
        awaited.LastSeen = mapRun;
        if (mapRun.ItemCounts is { Finished: { } finished, Total: { } total })
        {
            awaited.Progress.Add(finished, total);
        }

        // What is pending never starts in one that winds down: how long the rest would take is no estimate of its end.
        var left = mapRun.WaitingFor == MapRunWait.WindingDown ? null : awaited.Progress.Left;
        return new WaitEvent.Polled(awaited.Arn, mapRun, awaited.Progress.ItemsPerSecond, left);
    }

    private IEnumerable<WaitEvent> Interpret(AwaitedExecution awaited, ExecutionLook look)
    {
        awaited.LastSeen = look;
        foreach (var mapRun in look.MapRuns.Where(mapRun => !_known.Contains(mapRun.Text)))
        {
            Add(awaited.Calls, mapRun);
            yield return new WaitEvent.Began(mapRun.Text, awaited.Arn);
        }

        if (look.HasEnded)
        {
            // Its Map Runs may take a moment longer to be seen to have stopped.
            _schedule.Remove(awaited.Arn);
        }
        else
        {
            Seen(awaited);
            yield return new WaitEvent.ExecutionPolled(awaited.Arn, look, OpenMapRunsOf(awaited));
        }
    }

    private WaitEvent Interpret(Awaited awaited, StepFunctionsException error)
    {
        // One that was started this moment may not be there for DescribeExecution yet, which is eventually consistent.
        var mayBeNew = error.Kind == FailureKind.ExecutionNotFound && awaited is { SeenAt: null, FailedPolls: 0 };
        if (!error.IsRecoverable && !mayBeNew)
        {
            Forget(awaited);

            // How it ended is not known: nobody may say that it did not fail.
            _notSucceeded.Add(awaited.Arn);
            return new WaitEvent.Failed(awaited.Arn, error);
        }

        _schedule.PollFailed(awaited.Arn);
        awaited.LastError = error;
        return new WaitEvent.PollFailed(awaited.Arn, error, ++awaited.FailedPolls, clock.GetElapsedTime(awaited.SeenAt ?? _start));
    }

    // An execution is done with once it has ended and none of its Map Runs is waited for any longer.
    private IEnumerable<WaitEvent> EndExecutions()
    {
        foreach (var execution in _awaited.Values.OfType<AwaitedExecution>().Where(IsDoneWith).ToArray())
        {
            Forget(execution);
            var look = execution.LastSeen!;
            yield return new WaitEvent.ExecutionStopped(
                execution.Arn, look, look.MapRuns.Any(mapRun => _notSucceeded.Contains(mapRun.Text)));
        }
    }

    private bool IsDoneWith(AwaitedExecution execution) => execution.LastSeen is { HasEnded: true } && OpenMapRunsOf(execution) == 0;

    private int OpenMapRunsOf(AwaitedExecution execution) =>
        execution.LastSeen?.MapRuns.Count(mapRun => _awaited.ContainsKey(mapRun.Text)) ?? 0;

    private void Seen(Awaited awaited)
    {
        _schedule.Polled(awaited.Arn);
        awaited.SeenAt = clock.GetTimestamp();
        awaited.FailedPolls = 0;
        awaited.LastError = null;
    }

    private void Forget(Awaited awaited)
    {
        _schedule.Remove(awaited.Arn);
        _awaited.Remove(awaited.Arn);
    }

    // An execution is told of by its Map Runs, where some are still waited for.
    private IEnumerable<WaitEvent> GiveUp()
    {
        foreach (var awaited in _awaited.Values)
        {
            switch (awaited)
            {
                case AwaitedMapRun mapRun:
                    yield return new WaitEvent.TimedOut(mapRun.Arn, mapRun.LastSeen, mapRun.LastError);
                    break;
                case AwaitedExecution execution when OpenMapRunsOf(execution) == 0:
                    yield return new WaitEvent.ExecutionTimedOut(execution.Arn, execution.LastSeen, execution.LastError);
                    break;
            }
        }
    }

    private abstract record Poll
    {
        internal sealed record OfMapRun(AwaitedMapRun Awaited, MapRun MapRun) : Poll;

        internal sealed record OfExecution(AwaitedExecution Awaited, ExecutionLook Look) : Poll;

        internal sealed record Failed(Awaited Awaited, StepFunctionsException Error) : Poll;
    }

    private abstract record Awaited(string Arn)
    {
        /// <summary>When it was last seen; null until then.</summary>
        public long? SeenAt { get; set; }

        /// <summary>Why the last poll failed; null where it succeeded.</summary>
        public StepFunctionsException? LastError { get; set; }

        /// <summary>How many polls have failed in a row.</summary>
        public int FailedPolls { get; set; }
    }

    private sealed record AwaitedMapRun(string Arn, Func<CancellationToken, Task<MapRun>> Describe, ProgressWindow Progress) : Awaited(Arn)
    {
        public MapRun? LastSeen { get; set; }
    }

    private sealed record AwaitedExecution(string Arn, StepFunctionsCalls Calls, ExecutionWatch Watch) : Awaited(Arn)
    {
        public ExecutionLook? LastSeen { get; set; }
    }
}
