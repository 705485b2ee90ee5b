using System.Collections.Concurrent;

namespace SfnMapRun.Tests;

/// <summary>
/// A clock that moves only when there is nothing else to do, and one thread for all that is awaited: hours pass in no time,
/// and every run is the same.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    /// <summary>How long to wait for what comes by a thread of the pool, before a test is said to hang.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _work = new();
    private readonly PriorityQueue<VirtualTimer, (long Due, long Order)> _timers = new();

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
    public void Run(Func<Task> start) => OnThisThread(() =>
    {
        var task = start();
        RunUntil(() => task.IsCompleted);
        task.GetAwaiter().GetResult();
        return true;
    });

    /// <summary>Does something whose asynchronous work is to be done on this thread, whenever that waits by <see cref="RunUntil"/>.</summary>
    public T OnThisThread<T>(Func<T> action)
    {
        var previous = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new OneThread(this));
        try
        {
            return action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
        }
    }

    /// <summary>Does what there is to do, and lets time pass where there is nothing, until something has come about.</summary>
    public void RunUntil(Func<bool> isDone)
    {
        while (!isDone())
        {
            if (_work.TryDequeue(out var work))
            {
                work.Callback(work.State);
            }
            else if (HasTimeToPass())
            {
                _timers.TryDequeue(out var timer, out var due);
                timer!.Fire(due.Due);
            }

            // A cancelled semaphore takes a way round by a thread of the pool.
            else if (!SpinWait.SpinUntil(() => isDone() || !_work.IsEmpty, Patience))
            {
                throw new InvalidOperationException("Nothing is left to do, and what is waited for has not come about.");
            }
        }
    }

    /// <summary>Lets a time pass, with all that happens in it.</summary>
    public void Pass(TimeSpan time)
    {
        var end = Elapsed + time;
        var isOver = false;
        using var timer = CreateTimer(_ => isOver = true, null, time, Timeout.InfiniteTimeSpan);
        RunUntil(() => isOver && Elapsed >= end);
    }

    // A timer that comes again and again never brings anything about: what is waited for is on its way by a thread of the pool.
    private bool HasTimeToPass() => _timers.TryPeek(out var next, out _)
        && (!next.IsPeriodic || _timers.UnorderedItems.Any(entry => !entry.Element.IsPeriodic && entry.Element.IsDueAt(entry.Priority.Due)));

    private sealed class OneThread(VirtualTime time) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => time._work.Enqueue((d, state));
    }

    private sealed class VirtualTimer(VirtualTime time, Action callback) : ITimer
    {
        private long _due = -1;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public bool IsPeriodic => _period > TimeSpan.Zero;

        public bool IsDueAt(long due) => _due == due;

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
