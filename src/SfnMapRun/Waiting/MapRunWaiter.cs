using System.Threading.Channels;
using SfnMapRun.MapRuns;

namespace SfnMapRun.Waiting;

/// <summary>
/// Waits until Map Runs have stopped: looks at each in its turn, and reports what it sees. An error that
/// may pass is waited out. For one wait only.
/// </summary>
/// <param name="clock">Tells the time.</param>
/// <param name="interval">The least time between two looks at a Map Run.</param>
/// <param name="timeout">How long to wait for all of them together; null waits for ever.</param>
/// <param name="describe">Describes the Map Run of an ARN.</param>
internal sealed class MapRunWaiter(
    TimeProvider clock, TimeSpan interval, TimeSpan? timeout, Func<string, CancellationToken, Task<MapRun>> describe)
{
    private readonly PollSchedule _schedule = new(clock, interval);
    private readonly Dictionary<string, Awaited> _awaited = new(StringComparer.Ordinal);
    private readonly List<Task<Look>> _underWay = [];

    /// <summary>Adds a Map Run to wait for, unless it is there already. Before the waiting begins.</summary>
    /// <param name="mapRunArn">Its ARN.</param>
    /// <param name="quota">Whose quota a look uses: account and Region.</param>
    public void Add(string mapRunArn, string quota)
    {
        _schedule.Add(mapRunArn, quota);
        _awaited.TryAdd(mapRunArn, new Awaited(new ProgressWindow(clock)));
    }

    /// <summary>
    /// Waits until all have stopped, can't be looked at, or the time is over, and writes what happens to a channel. In the
    /// end completes the channel: with the error, if it was one.
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
        var start = clock.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (_awaited.Count > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var left = timeout - clock.GetElapsedTime(start);
                if (left <= TimeSpan.Zero)
                {
                    await GiveUpAsync(events, cancellationToken);
                    return;
                }

                while (_schedule.TryNext(out var mapRunArn))
                {
                    _underWay.Add(LookAsync(mapRunArn, stop.Token));
                }

                await PauseAsync(left, stop.Token);
                foreach (var look in _underWay.FindAll(look => look.IsCompleted))
                {
                    _underWay.Remove(look);
                    await events.WriteAsync(Judge(await look), cancellationToken);
                }
            }
        }
        finally
        {
            // Looks that are still under way have no one to report to.
            stop.Cancel();
        }
    }

    private async Task<Look> LookAsync(string mapRunArn, CancellationToken cancellationToken)
    {
        try
        {
            return new Look(mapRunArn, await describe(mapRunArn, cancellationToken), null);
        }
        catch (StepFunctionsException e)
        {
            return new Look(mapRunArn, null, e);
        }
    }

    // Until a look has come to its end, the next may begin, or the time is over.
    private async Task PauseAsync(TimeSpan? left, CancellationToken cancellationToken)
    {
        var wait = _schedule.UntilNext();
        if (left is { } rest && (wait == Timeout.InfiniteTimeSpan || rest < wait))
        {
            wait = rest;
        }

        // A delay counts in whole milliseconds, and not for ever.
        var delay = TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(wait.TotalMilliseconds), int.MaxValue));
        using var waking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny([.. _underWay, Task.Delay(delay, clock, waking.Token)]);
        waking.Cancel();
    }

    private WaitEvent Judge(Look look)
    {
        switch (look)
        {
            case { Error: { MayPass: true } error }:
                _schedule.Failed(look.MapRunArn);
                _awaited[look.MapRunArn].LastError = error;
                return new WaitEvent.Missed(look.MapRunArn, error, ++_awaited[look.MapRunArn].Misses);
            case { Error: { } error }:
                Forget(look.MapRunArn);
                return new WaitEvent.Failed(look.MapRunArn, error);
            case { MapRun: { } mapRun } when MapRunStatus.HasStopped(mapRun):
                Forget(look.MapRunArn);
                return new WaitEvent.Stopped(look.MapRunArn, mapRun);
            default:
                _schedule.Looked(look.MapRunArn);
                var awaited = _awaited[look.MapRunArn];
                awaited.LastSeen = look.MapRun;
                awaited.Misses = 0;
                if (look.MapRun!.ItemCounts is { Finished: { } finished, Total: { } total })
                {
                    awaited.Progress.Add(finished, total);
                }

                return new WaitEvent.Looked(look.MapRunArn, look.MapRun, awaited.Progress.ItemsPerSecond, awaited.Progress.Left);
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

    private readonly record struct Look(string MapRunArn, MapRun? MapRun, StepFunctionsException? Error);

    private sealed record Awaited(ProgressWindow Progress)
    {
        public MapRun? LastSeen { get; set; }

        public StepFunctionsException? LastError { get; set; }

        /// <summary>How many looks have failed in a row.</summary>
        public int Misses { get; set; }
    }
}
