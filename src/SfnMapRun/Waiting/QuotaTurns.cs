namespace SfnMapRun.Waiting;

/// <summary>The turns of the Map Runs that share a quota, those that are due longest first.</summary>
internal sealed class QuotaTurns(TimeProvider clock)
{
    // Half of the burst that AWS allows: the other half is for everyone else in the account.
    private const int FirstLooksAtOnce = 100;

    // One call a second is all that the quota brings in. A little less leaves some of it to others, and to the next command.
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1.05);

    private readonly PriorityQueue<Turn, (long DueAt, long Order)> _turns = new();
    private int _atOnce = FirstLooksAtOnce;
    private long _pacedAt;
    private long _order;

    /// <summary>When the next look may be made; null where there is none to make.</summary>
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

        turn.LookedAt = clock.GetTimestamp();
        _pacedAt = turn.LookedAt.Value + (long)Math.Ceiling(Pace.TotalSeconds * clock.TimestampFrequency);
        return turn;
    }

    private bool IsAtOnce(Turn turn) => turn.LookedAt is null && _atOnce > 0;
}
