using System.Threading.Channels;
using SfnMapRun.Calls;
using SfnMapRun.Model;

namespace SfnMapRun.Waiting;

/// <summary>
/// Waits until Map Runs have stopped: polls each in its turn, and reports what it sees. A recoverable
/// error is waited out. For one wait only.
/// </summary>
/// <param name="clock">Tells the time.</param>
/// <param name="interval">The least time between two polls of a Map Run.</param>
/// <param name="timeout">How long to wait for all of them together; null waits as long as it takes.</param>
internal sealed class MapRunWaiter(TimeProvider clock, TimeSpan interval, TimeSpan? timeout)
{
    private readonly PollSchedule _schedule = new(clock, interval);
    private readonly Dictionary<string, Awaited> _awaited = new(StringComparer.Ordinal);
    private readonly List<Task<Poll>> _underWay = [];
    private long _start;

    /// <summary>Adds a Map Run to wait for, unless it is there already. Before the waiting begins.</summary>
    /// <param name="mapRunArn">Its ARN.</param>
    /// <param name="quota">The quota that a poll uses.</param>
    /// <param name="describe">Describes it.</param>
    public void Add(string mapRunArn, CallQuota quota, Func<CancellationToken, Task<MapRun>> describe)
    {
        _schedule.Add(mapRunArn, quota);
        _awaited.TryAdd(mapRunArn, new Awaited(describe, new ProgressWindow(clock)));
    }

    /// <summary>Adds a Map Run to wait for, unless it is there already. Before the waiting begins.</summary>
    public void Add(StepFunctionsCalls calls, StepFunctionsArn mapRun) => Add(
        mapRun.Text,
        calls.QuotaOf("DescribeMapRun", mapRun),
        cancellationToken => calls.DescribeMapRunAsync(mapRun, cancellationToken));

    /// <summary>The Map Runs that are waited for.</summary>
    public IEnumerable<string> MapRunArns => _awaited.Keys;

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
                    await GiveUpAsync(events, cancellationToken);
                    return;
                }

                while (_schedule.TryNext(out var mapRunArn))
                {
                    _underWay.Add(PollAsync(mapRunArn, stop.Token));
                }

                await PauseAsync(left, stop.Token);
                foreach (var poll in _underWay.FindAll(poll => poll.IsCompleted))
                {
                    _underWay.Remove(poll);
                    await events.WriteAsync(Interpret(await poll), cancellationToken);
                }
            }
        }
        finally
        {
            // Polls that are still under way have nobody to report to.
            stop.Cancel();
        }
    }

    private async Task<Poll> PollAsync(string mapRunArn, CancellationToken cancellationToken)
    {
        try
        {
            return new Poll(mapRunArn, await _awaited[mapRunArn].Describe(cancellationToken), null);
        }
        catch (StepFunctionsException e)
        {
            return new Poll(mapRunArn, null, e);
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

    private WaitEvent Interpret(Poll poll)
    {
        switch (poll)
        {
            case { Error: { IsRecoverable: true } error }:
                _schedule.PollFailed(poll.MapRunArn);
                var unseen = _awaited[poll.MapRunArn];
                unseen.LastError = error;
                return new WaitEvent.PollFailed(
                    poll.MapRunArn, error, ++unseen.FailedPolls, clock.GetElapsedTime(unseen.SeenAt ?? _start));
            case { Error: { } error }:
                Forget(poll.MapRunArn);
                return new WaitEvent.Failed(poll.MapRunArn, error);
            case { MapRun: { } mapRun } when MapRunStatus.HasStopped(mapRun):
                Forget(poll.MapRunArn);
                return new WaitEvent.Stopped(poll.MapRunArn, mapRun);
            default:
                _schedule.Polled(poll.MapRunArn);
                var awaited = _awaited[poll.MapRunArn];
                awaited.LastSeen = poll.MapRun;
                awaited.SeenAt = clock.GetTimestamp();
                awaited.FailedPolls = 0;
                awaited.LastError = null;
                if (poll.MapRun!.ItemCounts is { Finished: { } finished, Total: { } total })
                {
                    awaited.Progress.Add(finished, total);
                }

                // What is pending never starts in one that winds down: how long the rest would take is no estimate of its end.
                var left = poll.MapRun.WaitingFor == MapRunWait.WindingDown ? null : awaited.Progress.Left;
                return new WaitEvent.Polled(poll.MapRunArn, poll.MapRun, awaited.Progress.ItemsPerSecond, left);
        }
    }

    private void Forget(string mapRunArn)
    {
        _schedule.Remove(mapRunArn);
        _awaited.Remove(mapRunArn);
    }

    private async Task GiveUpAsync(ChannelWriter<WaitEvent> events, CancellationToken cancellationToken)
    {
        foreach (var (mapRunArn, awaited) in _awaited)
        {
            await events.WriteAsync(new WaitEvent.TimedOut(mapRunArn, awaited.LastSeen, awaited.LastError), cancellationToken);
        }
    }

    private readonly record struct Poll(string MapRunArn, MapRun? MapRun, StepFunctionsException? Error);

    private sealed record Awaited(Func<CancellationToken, Task<MapRun>> Describe, ProgressWindow Progress)
    {
        public MapRun? LastSeen { get; set; }

        /// <summary>When that was; null until then.</summary>
        public long? SeenAt { get; set; }

        /// <summary>Why the last poll failed; null where it succeeded.</summary>
        public StepFunctionsException? LastError { get; set; }

        /// <summary>How many polls have failed in a row.</summary>
        public int FailedPolls { get; set; }
    }
}
