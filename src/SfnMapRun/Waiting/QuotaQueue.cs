namespace SfnMapRun.Waiting;

/// <summary>The turns of those that share a quota, the one that has been due longest first.</summary>
/// <param name="clock">Tells the time.</param>
/// <param name="firstPollsAtOnce">How many may be polled for the first time without a pause.</param>
internal sealed class QuotaQueue(TimeProvider clock, int firstPollsAtOnce)
{
    // The quotas of DescribeMapRun and ListMapRuns refill by one call a second. A little less leaves some of it to others, and to
    // the next command.
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1.05);

    private readonly PriorityQueue<Turn, (long DueAt, long Order)> _turns = new();
    private int _atOnce = firstPollsAtOnce;
    private long _pacedAt;
    private long _order;

    /// <summary>When the next poll may be made; null where there is none to make.</summary>
    public long? NextAt
    {
        get
        {
            while (_turns.TryPeek(out var turn, out var priority))
            {
                if (!turn.IsRemoved)
                {
                    return IsAtOnce(turn) ? priority.DueAt : Math.Max(priority.DueAt, _pacedAt);
                }

                _turns.Dequeue();
            }

            return null;
        }
    }

    /// <summary>The time for which the quota waits in line with others; null while it doesn't.</summary>
    public long? QueuedAt { get; set; }

    public void Add(Turn turn, long dueAt) => _turns.Enqueue(turn, (dueAt, _order++));

    /// <summary>Takes the next turn, whose time must have come.</summary>
    public Turn Take()
    {
        var turn = _turns.Dequeue();
        if (IsAtOnce(turn))
        {
            _atOnce--;
        }

        turn.PolledAt = clock.GetTimestamp();
        _pacedAt = turn.PolledAt.Value + (long)Math.Ceiling(Pace.TotalSeconds * clock.TimestampFrequency);
        return turn;
    }

    private bool IsAtOnce(Turn turn) => turn.PolledAt is null && _atOnce > 0;
}
