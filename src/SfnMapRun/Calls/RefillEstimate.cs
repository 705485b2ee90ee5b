namespace SfnMapRun.Calls;

/// <summary>
/// Estimates how fast the quota of one operation, account and Region refills, and says when the next call may be sent. The
/// service keeps a bucket of tokens that refills at a rate we don't know: until it first runs dry, calls pass freely. From then on
/// every token is counted: a throttled call means that the bucket is empty, so the calls served between two of those, over the
/// time between them, are the refill rate. Calls are sent as that rate brings tokens in; now and then one more, to notice when the
/// rate has risen. After an idle time nobody knows what is in the bucket, and the rate may be another: what is there is used up,
/// and the refill measured anew. Times are timestamps of a clock; no clock, lock or task is used. Not safe for several threads.
/// </summary>
/// <param name="frequency">Timestamps in a second.</param>
/// <param name="random">Spreads pauses and calls, so that callers who were throttled together don't come back together.</param>
/// <remarks>A call that was held back loses nothing: what it would have used stays in the bucket, where there is room.</remarks>
internal sealed class RefillEstimate(long frequency, Random random)
{
    // Long enough for a slow refill to show, and no loss with a fast one.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(16);

    // Once anything was served, a longer pause would tell little more.
    private static readonly TimeSpan LongestPauseOnceServed = TimeSpan.FromSeconds(3);

    // Fewer served calls than this tell no rate.
    private const int LeastForRate = 5;

    // After how many served calls, at the least and at the most, one more than the rate allows is tried.
    private const int LeastBeforeProbe = 25;
    private const int MostBeforeProbe = 60;

    // A rate that is not refused for long is raised up to ten times: of ten calls, nine are then more than it allows.
    private const double MostExtra = 0.9;

    private Phase _phase = Phase.Free;
    private TimeSpan _pause = FirstPause;
    private long _resumeAt;
    private double _rate;

    // What was served since the bucket was first known to be empty, and since it last was and that told something.
    private (long Since, int Served) _sinceEmpty;
    private (long Since, int Served) _recently;
    private int _servedBefore;

    private int _inFlight;
    private long _changedAt;
    private long _throttledAt;
    private long _servedAt;

    private enum Phase
    {
        /// <summary>Nothing was throttled yet.</summary>
        Free,

        /// <summary>After an idle time: what is in the bucket is used up.</summary>
        Refilled,

        /// <summary>The bucket ran dry, and its refill is being measured.</summary>
        Measuring,

        /// <summary>The refill rate is known.</summary>
        Paced,
    }

    /// <summary>The refill rate, in calls a second; null while it is not known.</summary>
    public double? Rate => _phase == Phase.Paced ? _rate : null;

    /// <summary>Whether the quota is what holds calls back.</summary>
    public bool IsLimiting => _phase is Phase.Measuring or Phase.Paced;

    /// <summary>Whether a call was served after a time.</summary>
    public bool HasServedSince(long time) => _servedAt > time;

    /// <summary>How long until a call may be sent if none comes back before; zero or less for now.</summary>
    public TimeSpan UntilNext(long now) => _phase == Phase.Free ? TimeSpan.Zero : Between(now, NextAt());

    /// <summary>A call is being sent.</summary>
    public void Sent(long now)
    {
        // More than a second's tokens were not used: there is no telling how many of them the bucket had room for.
        if (_phase != Phase.Free && now - NextAt() > frequency)
        {
            _phase = Phase.Refilled;
            _sinceEmpty.Served = 0;
        }

        _inFlight++;
        _changedAt = now;
    }

    /// <summary>A call got its response, good or bad, but was not throttled.</summary>
    public void Served(long now)
    {
        Lost(now);
        _servedAt = now;
    }

    /// <summary>
    /// A call came to nothing, and no response tells whether it used a token. Of calls to come as many will: so it counts for the
    /// rate at which calls may be sent.
    /// </summary>
    public void Lost(long now)
    {
        _inFlight--;
        _changedAt = now;
        _sinceEmpty.Served++;
        _recently.Served++;
    }

    /// <summary>A call that was sent at a time was throttled.</summary>
    public void Throttled(long sentAt, long now)
    {
        _inFlight--;
        _changedAt = now;

        // Of the calls that were under way together, the first tells all there is to know.
        if (_phase != Phase.Free && sentAt <= _throttledAt)
        {
            return;
        }

        _throttledAt = now;
        switch (_phase)
        {
            case Phase.Free or Phase.Refilled:
                _phase = Phase.Measuring;
                _sinceEmpty = (now, 0);
                PauseFrom(now, FirstPause);
                break;
            case Phase.Measuring when _sinceEmpty.Served < LeastForRate:
                var longest = _sinceEmpty.Served == 0 ? LongestPause : LongestPauseOnceServed;
                PauseFrom(now, _pause * 2 < longest ? _pause * 2 : longest);
                break;
            case Phase.Measuring:
                _phase = Phase.Paced;
                _rate = RateOf(_sinceEmpty, now);
                StartAnew(now);
                break;
            default:
                Correct(now);
                break;
        }
    }

    // When a call may be sent, or might have been.
    private long NextAt()
    {
        if (_phase == Phase.Paced)
        {
            var tokens = _sinceEmpty.Served + _inFlight + 1 - Extra() + (0.1 * random.NextDouble());
            return _sinceEmpty.Since + (long)(tokens / _rate * frequency);
        }

        // Each call under way may be one too many when the bucket runs dry. One that hangs keeps no other waiting for long.
        var isFull = _inFlight >= MostInFlight();
        return Math.Max(_resumeAt, isFull ? _changedAt + frequency : _changedAt);
    }

    private int MostInFlight() => _phase == Phase.Measuring
        ? Math.Min(1 + (_sinceEmpty.Served / LeastForRate), 3 + (_sinceEmpty.Served / 20))
        : Math.Min(1 + _sinceEmpty.Served, 4 + (_sinceEmpty.Served / 50));

    // One token more than the rate brings once enough was served without a refusal, then ever more: a higher rate is found soon.
    private double Extra()
    {
        double served = _recently.Served;
        double probeAfter = Math.Clamp(_servedBefore / 2, LeastBeforeProbe, MostBeforeProbe);
        return Math.Pow(served, 3) / (Math.Pow(probeAfter, 3) + (Math.Pow(served, 2) / MostExtra));
    }

    // The bucket is empty again. What was served since it first was is the refill, unless that has changed since.
    private void Correct(long now)
    {
        var isEnough = _recently.Served >= LeastForRate;
        var most = RateOf((_recently.Since, _recently.Served + 1), now);
        var recent = RateOf(_recently, now);
        if (most < _rate * 0.8)
        {
            _rate = most;
            _sinceEmpty = (now, 0);
        }
        else if (isEnough && recent > _rate * 1.25)
        {
            _rate = recent;
            _sinceEmpty = (now, 0);
        }
        else
        {
            _rate = RateOf(_sinceEmpty, now);
        }

        if (isEnough)
        {
            StartAnew(now);
        }
    }

    private void StartAnew(long now)
    {
        _recently = (now, 0);
        _servedBefore = _sinceEmpty.Served;
    }

    private void PauseFrom(long now, TimeSpan pause)
    {
        _pause = pause;
        _resumeAt = now + (long)(pause.TotalSeconds * (0.9 + (0.2 * random.NextDouble())) * frequency);
    }

    private double RateOf((long Since, int Served) count, long now) =>
        count.Served / Math.Max(Between(count.Since, now).TotalSeconds, 0.001);

    private TimeSpan Between(long from, long to) => TimeSpan.FromTicks((long)((to - from) * ((double)TimeSpan.TicksPerSecond / frequency)));
}
