namespace SfnMapRun.Calls;

/// <summary>
/// Estimates how fast the quota of one operation, account and Region refills, and says when the next call may be sent. The
/// service keeps a bucket of tokens that refills at a rate we don't know: until it first runs dry, calls pass freely. From then on
/// every token is counted: a throttled call means that the bucket is empty, so the calls served between two of those, over the
/// time between them, are the refill rate. Calls are sent as that rate brings tokens in; now and then one more, to notice when the
/// rate has risen. Times are timestamps of a clock; no clock, lock or task is used. Not safe for several threads.
/// </summary>
/// <param name="frequency">Timestamps in a second.</param>
/// <param name="random">Spreads pauses and calls, so that callers who were throttled together don't come back together.</param>
/// <remarks>A call that was held back loses nothing: what it would have used stays in the bucket.</remarks>
internal sealed class RefillEstimate(long frequency, Random random)
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

    private enum Phase
    {
        /// <summary>Nothing was throttled yet.</summary>
        Free,

        /// <summary>The bucket ran dry, and its refill is being measured.</summary>
        Measuring,

        /// <summary>The refill rate is known.</summary>
        Paced,
    }

    /// <summary>The refill rate, in calls a second; null while it is not known.</summary>
    public double? Rate => _phase == Phase.Paced ? _rate : null;

    /// <summary>Whether the quota is what holds calls back.</summary>
    public bool IsLimiting => _phase != Phase.Free;

    /// <summary>Whether a call was served after a time.</summary>
    public bool HasServedSince(long time) => _servedAt > time;

    /// <summary>A call is being sent.</summary>
    public void Sent() => _inFlight++;

    /// <summary>A call got its response, good or bad, but was not throttled.</summary>
    public void Served(long now)
    {
        _inFlight--;
        _served++;
        _servedSinceThrottle++;
        _servedAt = now;
    }

    /// <summary>A call came to nothing: no response tells whether it was counted.</summary>
    public void Lost() => _inFlight--;

    /// <summary>A call that was sent at a time was throttled.</summary>
    public void Throttled(long sentAt, long now)
    {
        _inFlight--;

        // Of the calls that were under way together, the first tells all there is to know.
        if (_phase != Phase.Free && sentAt <= _throttledAt)
        {
            return;
        }

        switch (_phase)
        {
            case Phase.Free:
                StartCounting(now);
                PauseFrom(now);
                break;
            case Phase.Measuring when _served == 0:
                _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
                PauseFrom(now);
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
    }

    /// <summary>
    /// How long until a call may be sent, zero or less for now; the greatest of all times while that depends on calls under way.
    /// </summary>
    public TimeSpan UntilNext(long now) => _phase switch
    {
        Phase.Free => TimeSpan.Zero,
        Phase.Measuring when _inFlight >= MeasuringCalls + (_served / ServedForOneMore) => TimeSpan.MaxValue,
        Phase.Measuring => Between(now, _resumeAt),
        _ => Between(now, NextToken(now)),
    };

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

    private void PauseFrom(long now)
    {
        _phase = Phase.Measuring;
        _resumeAt = now + (long)(_pause.TotalSeconds * (0.9 + (0.2 * random.NextDouble())) * frequency);
    }

    private long NextToken(long now)
    {
        // One token more once enough was served without a refusal, then ever more: a higher rate is found soon.
        var probeAfter = Math.Clamp(_servedBeforeThrottle / 2, LeastBeforeProbe, MostBeforeProbe);
        var extra = Math.Pow((double)_servedSinceThrottle / probeAfter, 3);
        var seconds = (_served + _inFlight + 1 - extra + (0.1 * random.NextDouble())) / _rate;
        var next = _emptyAt + (long)(seconds * frequency);

        // After an idle time there is no telling how full the bucket is: at most a second's worth is taken for granted.
        var late = now - frequency - next;
        if (late > 0)
        {
            _emptyAt += late;
            next += late;
        }

        return next;
    }

    private double RateSince(long since, int served, long now) => served / Math.Max(Between(since, now).TotalSeconds, 0.001);

    private TimeSpan Between(long from, long to) => TimeSpan.FromTicks((long)((to - from) * ((double)TimeSpan.TicksPerSecond / frequency)));
}
