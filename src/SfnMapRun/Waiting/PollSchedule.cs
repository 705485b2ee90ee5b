using System.Diagnostics.CodeAnalysis;

namespace SfnMapRun.Waiting;

/// <summary>
/// Says which of many Map Runs is looked at next, and when: each at once at first and then at every interval, as far as
/// the quota of its account and Region allows. Beyond that the quota sets the pace, and those wait that were looked at
/// last. Not safe for several threads.
/// </summary>
/// <param name="clock">Tells the time.</param>
/// <param name="interval">The least time between two looks at a Map Run.</param>
internal sealed class PollSchedule(TimeProvider clock, TimeSpan interval)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, QuotaTurns> _quotas = new(StringComparer.Ordinal);

    // Of a quota that is here more than once, only the entry for its QueuedAt counts.
    private readonly PriorityQueue<QuotaTurns, (long At, long Order)> _line = new();
    private long _order;

    /// <summary>Adds a Map Run, unless it is there already.</summary>
    /// <param name="key">What tells it apart.</param>
    /// <param name="quota">Whose quota a look uses: account and Region.</param>
    public void Add(string key, string quota)
    {
        if (!_quotas.TryGetValue(quota, out var turns))
        {
            _quotas[quota] = turns = new QuotaTurns(clock);
        }

        var turn = new Turn(key, turns);
        if (_turns.TryAdd(key, turn))
        {
            Schedule(turn, clock.GetTimestamp());
        }
    }

    /// <summary>Takes the Map Run that is to be looked at now; false where it is no one's turn yet.</summary>
    public bool TryNext([NotNullWhen(true)] out string? key)
    {
        key = null;
        if (First() is not { } quota || quota.QueuedAt > clock.GetTimestamp())
        {
            return false;
        }

        _line.Dequeue();
        quota.QueuedAt = null;
        key = quota.Take().Key;
        Queue(quota);
        return true;
    }

    /// <summary>How long until <see cref="TryNext"/> has one; infinite while none is waiting for its turn.</summary>
    public TimeSpan UntilNext()
    {
        if (First() is not { QueuedAt: { } at })
        {
            return Timeout.InfiniteTimeSpan;
        }

        var wait = clock.GetElapsedTime(clock.GetTimestamp(), at);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>The look has been made: its next one comes an interval after this one began.</summary>
    public void Looked(string key)
    {
        if (_turns.TryGetValue(key, out var turn))
        {
            turn.Pause = TimeSpan.Zero;
            Schedule(turn, After(turn.LookedAt ?? clock.GetTimestamp(), interval));
        }
    }

    /// <summary>The look has failed: the next one comes after a pause from now, twice as long as after the failure before, up to a minute.</summary>
    public void Failed(string key)
    {
        if (_turns.TryGetValue(key, out var turn))
        {
            var doubled = turn.Pause * 2 < LongestPause ? turn.Pause * 2 : LongestPause;
            turn.Pause = doubled > interval ? doubled : interval;
            Schedule(turn, After(clock.GetTimestamp(), turn.Pause));
        }
    }

    /// <summary>The Map Run is not looked at any longer.</summary>
    public void Remove(string key)
    {
        if (_turns.Remove(key, out var turn))
        {
            turn.IsRemoved = true;
        }
    }

    // A year is as good as for ever, and can be counted.
    private long After(long time, TimeSpan pause) => time + (long)(Math.Min(pause.TotalSeconds, 365 * 86400.0) * clock.TimestampFrequency);

    private void Schedule(Turn turn, long dueAt)
    {
        turn.Quota.Add(turn, dueAt);
        Queue(turn.Quota);
    }

    // A quota whose time has come nearer stands in line anew; one whose time has gone further off does so when it is first.
    private void Queue(QuotaTurns quota)
    {
        if (quota.NextAt is { } at && !(quota.QueuedAt <= at))
        {
            quota.QueuedAt = at;
            _line.Enqueue(quota, (at, _order++));
        }
    }

    private QuotaTurns? First()
    {
        while (_line.TryPeek(out var quota, out var priority))
        {
            var isCurrent = quota.QueuedAt == priority.At;
            if (isCurrent && quota.NextAt == priority.At)
            {
                return quota;
            }

            _line.Dequeue();
            if (isCurrent)
            {
                quota.QueuedAt = null;
                Queue(quota);
            }
        }

        return null;
    }
}
