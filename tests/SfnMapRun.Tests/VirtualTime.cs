using System.Collections.Concurrent;

namespace SfnMapRun.Tests;

/// <summary>
/// A clock that moves only when there is nothing else to do, and one thread for all that is awaited: hours pass in no time,
/// and every run is the same.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _work = new();
    private readonly PriorityQueue<VirtualTimer, (long Due, long Order)> _timers = new();

    // A cancelled semaphore takes a way round by a thread of the pool.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private long _now;
    private long _order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Elapsed => TimeSpan.FromTicks(_now);

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(_now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs a task to its end.</summary>
    public void Run(Func<Task> start)
    {
        var previous = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new OneThread(this));
        try
        {
            var task = start();
            while (!task.IsCompleted)
            {
                if (_work.TryDequeue(out var work))
                {
                    work.Callback(work.State);
                }
                else if (_timers.TryDequeue(out var timer, out var due))
                {
                    timer.Fire(due.Due);
                }
                else if (!SpinWait.SpinUntil(() => task.IsCompleted || !_work.IsEmpty, Patience))
                {
                    throw new InvalidOperationException("Nothing is left to do, and the task has not ended.");
                }
            }

            task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
        }
    }

    private sealed class OneThread(VirtualTime time) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => time._work.Enqueue((d, state));
    }

    private sealed class VirtualTimer(VirtualTime time, Action callback) : ITimer
    {
        private long _due = -1;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            _due = dueTime == Timeout.InfiniteTimeSpan ? -1 : time._now + dueTime.Ticks;
            if (_due >= 0)
            {
                time._timers.Enqueue(this, (_due, time._order++));
            }

            return true;
        }

        public void Fire(long due)
        {
            if (due == _due)
            {
                _due = -1;
                time._now = Math.Max(time._now, due);
                callback();
                if (_due < 0 && _period > TimeSpan.Zero)
                {
                    Change(_period, _period);
                }
            }
        }

        public void Dispose()
        {
            _due = -1;
            _period = Timeout.InfiniteTimeSpan;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
