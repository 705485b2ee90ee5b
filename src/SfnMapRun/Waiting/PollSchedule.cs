using System.Diagnostics.CodeAnalysis;
using SfnMapRun.Calls;

namespace SfnMapRun.Waiting;

/// <summary>
/// Says which of many Map Runs and executions is polled next, and when: each at once at first and then at every interval, as far as
/// the quota of its account and Region allows. Beyond that the quota sets the pace, and those polled last wait longest. Not
/// safe for several threads.
/// </summary>
/// <param name="clock">Tells the time.</param>
/// <param name="interval">The least time between two polls of the same one.</param>
internal sealed class PollSchedule(TimeProvider clock, TimeSpan interval)
{
    // Half of the burst that AWS allows, 200 of DescribeMapRun and 100 of ListMapRuns: the other half is for everyone else in the account.
    private const int FirstPollsAtOnce = 100;
    private const int FirstListsAtOnce = 50;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);
    private readonly Dictionary<CallQuota, QuotaQueue> _quotas = [];

    // Of a quota that is here more than once, only the entry for its QueuedAt counts.
    private readonly PriorityQueue<QuotaQueue, (long At, long Order)> _line = new();
    private long _order;

    /// <summary>Adds one, unless it is there already.</summary>
    /// <param name="key">What tells it apart.</param>
    /// <param name="quota">The quota that a poll uses.</param>
    public void Add(string key, CallQuota quota)
    {
        if (!_quotas.TryGetValue(quota, out var queue))
        {
            _quotas[quota] = queue = new QuotaQueue(clock, quota.Operation == "ListMapRuns" ? FirstListsAtOnce : FirstPollsAtOnce);
        }

        var turn = new Turn(key, queue);
        if (_turns.TryAdd(key, turn))
        {
            Schedule(turn, clock.GetTimestamp());
        }
    }

    /// <summary>Takes the one that is to be polled now; false where it is nobody's turn yet.</summary>
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

    /// <summary>The poll has succeeded: the next one comes an interval after this one began.</summary>
    public void Polled(string key)
    {
        if (_turns.TryGetValue(key, out var turn))
        {
            turn.Pause = TimeSpan.Zero;
            Schedule(turn, After(turn.PolledAt ?? clock.GetTimestamp(), interval));
        }
    }

    /// <summary>The poll has failed: the next one comes after a pause from now, twice as long as the one before, up to a minute.</summary>
    public void PollFailed(string key)
    {
        if (_turns.TryGetValue(key, out var turn))
        {
            var doubled = turn.Pause * 2 < LongestPause ? turn.Pause * 2 : LongestPause;
            turn.Pause = doubled > interval ? doubled : interval;
            Schedule(turn, After(clock.GetTimestamp(), turn.Pause));
        }
    }

    /// <summary>It is not polled any longer.</summary>
    public void Remove(string key)
    {
        if (_turns.Remove(key, out var turn))
        {
            turn.IsRemoved = true;
        }
    }

    // No wait is longer than a year, and a year fits into a timestamp.
    private long After(long time, TimeSpan pause) =>
        time + (long)(Math.Min(pause.TotalSeconds, 365 * 86400.0) * clock.TimestampFrequency);

    private void Schedule(Turn turn, long dueAt)
    {
        turn.Queue.Add(turn, dueAt);
        Queue(turn.Queue);
    }

    // A quota whose time has moved up is queued again; one whose time has moved back is queued again when it comes first.
    private void Queue(QuotaQueue quota)
    {
        if (quota.NextAt is { } at && !(quota.QueuedAt <= at))
        {
            quota.QueuedAt = at;
            _line.Enqueue(quota, (at, _order++));
        }
    }

    private QuotaQueue? First()
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
