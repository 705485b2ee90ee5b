using System.Diagnostics.CodeAnalysis;

namespace SfnMapRun.Calls;

/// <summary>Lets the calls of one quota pass when its <see cref="RefillEstimate"/> says so.</summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "A semaphore without a wait handle holds nothing to release, and calls that were left behind may still use it.")]
internal sealed class RateGate(TimeProvider clock, Random random)
{
    private readonly object _lock = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SemaphoreSlim _newcomer = new(1);
    private readonly RefillEstimate _estimate = new(clock.TimestampFrequency, random);
    private TaskCompletionSource? _changed;

    /// <summary>The rate that is being held, in calls a second; null while nothing holds calls back.</summary>
    public double? Rate
    {
        get
        {
            lock (_lock)
            {
                return _estimate.Rate;
            }
        }
    }

    /// <summary>Whether the quota is what holds calls back.</summary>
    public bool IsLimiting
    {
        get
        {
            lock (_lock)
            {
                return _estimate.IsLimiting;
            }
        }
    }

    /// <summary>Whether a call was served after a time.</summary>
    public bool HasServedSince(long time)
    {
        lock (_lock)
        {
            return _estimate.HasServedSince(time);
        }
    }

    /// <summary>
    /// Waits until a call may be sent and there is a slot for it, takes the slot, and takes note that the call is sent. The caller
    /// gives the slot back. A call that is made again goes before all that are made for the first time: what it is for was asked for
    /// before them, and their results may be waiting for its own.
    /// </summary>
    /// <param name="isFirst">Whether the call is made for the first time.</param>
    /// <param name="slots">The slots of all gates.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When the call was sent.</returns>
    public async Task<long> EnterAsync(bool isFirst, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        if (isFirst)
        {
            // One of them at a time waits for its turn beside those that are made again.
            await _newcomer.WaitAsync(cancellationToken);
        }

        try
        {
            // One caller at a time looks at the clock, so that a change of rate holds for all who wait behind it.
            await _turn.WaitAsync(cancellationToken);
            try
            {
                while (true)
                {
                    if (WaitForTime(cancellationToken) is { } waiting)
                    {
                        await waiting;
                        continue;
                    }

                    await slots.WaitAsync(cancellationToken);
                    lock (_lock)
                    {
                        var now = clock.GetTimestamp();
                        if (_estimate.UntilNext(now) <= TimeSpan.Zero)
                        {
                            _estimate.Sent(now);
                            return now;
                        }
                    }

                    // The rate has changed while there was no slot. Others may have use for this one.
                    slots.Release();
                }
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            if (isFirst)
            {
                _newcomer.Release();
            }
        }
    }

    /// <summary>A call that entered got its response, good or bad, but was not throttled.</summary>
    public void Served() => Leave(static (estimate, _, now) => estimate.Served(now));

    /// <summary>A call that entered came to nothing: no response tells whether it was counted.</summary>
    public void Lost() => Leave(static (estimate, _, now) => estimate.Lost(now));

    /// <summary>A call that entered at a time was throttled.</summary>
    public void Throttled(long enteredAt) => Leave(static (estimate, sentAt, now) => estimate.Throttled(sentAt, now), enteredAt);

    // A delay counts in whole milliseconds, and one of none would only go round.
    private static TimeSpan RoundedUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    // Null where the time has come. Calls that come back may change it.
    private Task? WaitForTime(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        Task changed;
        lock (_lock)
        {
            wait = _estimate.UntilNext(clock.GetTimestamp());
            if (wait <= TimeSpan.Zero)
            {
                return null;
            }

            changed = (_changed ??= new TaskCompletionSource()).Task;
        }

        return WaitAsync(wait, changed, cancellationToken);
    }

    private async Task WaitAsync(TimeSpan wait, Task changed, CancellationToken cancellationToken)
    {
        using var waking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(changed, Task.Delay(RoundedUp(wait), clock, waking.Token));
        waking.Cancel();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Leave(Action<RefillEstimate, long, long> update, long sentAt = 0)
    {
        TaskCompletionSource? changed;
        lock (_lock)
        {
            update(_estimate, sentAt, clock.GetTimestamp());
            changed = _changed;
            _changed = null;
        }

        changed?.SetResult();
    }
}
