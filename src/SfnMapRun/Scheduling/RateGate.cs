using System.Diagnostics.CodeAnalysis;

namespace SfnMapRun.Scheduling;

/// <summary>
/// Holds the calls of one account and Region to the rate that is being served. The service keeps a bucket of tokens that
/// refills at a rate we don't know: until it first runs dry, calls pass freely. From then on every token is counted: a
/// throttled call means the bucket is empty, so that the calls served between two of those, over the time between them, are
/// the refill rate. Calls are sent as that rate brings tokens in; now and then one more, to notice when the rate has risen.
/// </summary>
/// <remarks>A call that was held back loses nothing: what it would have used stays in the bucket.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing to release, and calls that were left behind may still use it.")]
internal sealed class RateGate(TimeProvider clock, Random random)
{
    // Long enough for a slow refill to show, and no loss with a fast one.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(16);

    // How many calls measure the refill at once: each may be one too many, so only a fast refill gets more.
    private const int MeasuringCalls = 3;
    private const int ServedForOneMore = 20;

    // After how many served calls, at the least and at the most, one more than the rate allows is tried.
    private const int LeastBeforeProbe = 20;
    private const int MostBeforeProbe = 100;

    // Fewer served calls than this tell no rate.
    private const int LeastForRate = 5;

    private readonly object _lock = new();
    private readonly SemaphoreSlim _turn = new(1);
    private Phase _phase = Phase.Free;
    private TimeSpan _pause = FirstPause;
    private long _resumeAt;
    private long _emptyAt;
    private long _throttledAt;
    private long _servedAt;
    private double _rate;
    private int _served;
    private int _servedSinceThrottle;
    private int _servedBeforeThrottle;
    private int _inFlight;
    private TaskCompletionSource _changed = new();

    private enum Phase
    {
        /// <summary>Nothing was throttled yet.</summary>
        Free,

        /// <summary>The bucket ran dry, and its refill is being measured.</summary>
        Measuring,

        /// <summary>The refill rate is known.</summary>
        Paced,
    }

    /// <summary>The rate that is being held, in calls a second; null while nothing holds calls back.</summary>
    public double? Rate
    {
        get
        {
            lock (_lock)
            {
                return _phase == Phase.Paced ? _rate : null;
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
                return _phase != Phase.Free;
            }
        }
    }

    /// <summary>Whether a call was served after a time.</summary>
    public bool HasServedSince(long time)
    {
        lock (_lock)
        {
            return _servedAt > time;
        }
    }

    /// <summary>
    /// Waits until a call may be sent and there is a slot for it, takes the slot, and takes note that the call is sent. Returns
    /// when that was. The caller gives the slot back.
    /// </summary>
    public async Task<long> EnterAsync(SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        // One caller at a time looks at the clock, so that a change of rate holds for all who wait behind it.
        await _turn.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                await WaitForTimeAsync(cancellationToken);
                await slots.WaitAsync(cancellationToken);
                lock (_lock)
                {
                    if (TimeUntilNext() <= TimeSpan.Zero)
                    {
                        _inFlight++;
                        return clock.GetTimestamp();
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

    /// <summary>A call that entered was answered, well or not, but not throttled.</summary>
    public void Served() => Leave(() =>
    {
        _served++;
        _servedSinceThrottle++;
        _servedAt = clock.GetTimestamp();
    });

    /// <summary>A call that entered came to nothing: no answer tells whether it was counted.</summary>
    public void Lost() => Leave(() => { });

    /// <summary>A call that entered at a time was throttled.</summary>
    public void Throttled(long enteredAt) => Leave(() =>
    {
        // Of the calls that were under way together, the first tells all there is to know.
        if (_phase != Phase.Free && enteredAt <= _throttledAt)
        {
            return;
        }

        var now = clock.GetTimestamp();
        switch (_phase)
        {
            case Phase.Free:
                StartCounting(now);
                PauseFrom(now, Phase.Measuring);
                break;
            case Phase.Measuring when _served == 0:
                _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
                PauseFrom(now, Phase.Measuring);
                break;
            case Phase.Measuring:
                _phase = Phase.Paced;
                _rate = RateSince(_emptyAt, _served, now);
                break;
            default:
                Correct(now);
                break;
        }

        _throttledAt = now;
        _servedBeforeThrottle = _served;
        _servedSinceThrottle = 0;
    });

    // The bucket is empty again. What was served since it first was is the refill, unless that has changed since.
    private void Correct(long now)
    {
        var recent = RateSince(_throttledAt, _servedSinceThrottle, now);
        if (_servedSinceThrottle < LeastForRate)
        {
            StartCounting(now);
            _rate *= 0.7;
        }
        else if (recent < _rate * 0.8 || recent > _rate * 1.25)
        {
            StartCounting(now);
            _rate = recent;
        }
        else
        {
            _rate = RateSince(_emptyAt, _served, now);
        }
    }

    private void StartCounting(long now)
    {
        _emptyAt = now;
        _served = 0;
    }

    private void PauseFrom(long now, Phase phase)
    {
        _phase = phase;

        // Jitter: others who were throttled with us must not all come back with us.
        var seconds = _pause.TotalSeconds * (0.9 + (0.2 * random.NextDouble()));
        _resumeAt = now + (long)(seconds * clock.TimestampFrequency);
    }

    // A delay counts in whole milliseconds, and one of none would only go round.
    private static TimeSpan RoundedUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    private TimeSpan TimeUntilNext()
    {
        var now = clock.GetTimestamp();
        return _phase switch
        {
            Phase.Free => TimeSpan.Zero,
            Phase.Measuring when _inFlight >= MeasuringCalls + (_served / ServedForOneMore) => TimeSpan.MaxValue,
            Phase.Measuring => clock.GetElapsedTime(now, _resumeAt),
            _ => clock.GetElapsedTime(now, NextToken(now)),
        };
    }

    private long NextToken(long now)
    {
        // One token more once enough was served without a refusal, then ever more: a higher rate is found soon.
        var probeAfter = Math.Clamp(_servedBeforeThrottle / 2, LeastBeforeProbe, MostBeforeProbe);
        var extra = Math.Pow((double)_servedSinceThrottle / probeAfter, 3);
        var seconds = (_served + _inFlight + 1 - extra + (0.1 * random.NextDouble())) / _rate;
        var next = _emptyAt + (long)(seconds * clock.TimestampFrequency);

        // After an idle time there is no telling how full the bucket is: at most a second's worth is taken for granted.
        var late = now - clock.TimestampFrequency - next;
        if (late > 0)
        {
            _emptyAt += late;
            next += late;
        }

        return next;
    }

    // Until the time has come, as calls that come back may change it.
    private async Task WaitForTimeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan wait;
            Task changed;
            lock (_lock)
            {
                wait = TimeUntilNext();
                changed = _changed.Task;
            }

            if (wait <= TimeSpan.Zero)
            {
                return;
            }

            using var waking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(changed, wait == TimeSpan.MaxValue ? changed : Task.Delay(RoundedUp(wait), clock, waking.Token));
            waking.Cancel();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private double RateSince(long since, int served, long now) => served / Math.Max(clock.GetElapsedTime(since, now).TotalSeconds, 0.001);

    private void Leave(Action update)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _inFlight--;
            update();
            changed = _changed;
            _changed = new TaskCompletionSource();
        }

        changed.SetResult();
    }
}
