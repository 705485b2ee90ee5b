namespace SfnMapRun.Exporting;

/// <summary>The child executions of one status, as far as they were read: the latest ones first.</summary>
/// <param name="status">Which status. API: <c>status</c>.</param>
/// <param name="total">How many there are; null where the service doesn't say.</param>
internal sealed class ChildSeries(string status, long? total)
{
    private DateTime? _oldestStart;

    public string Status { get; } = status;

    /// <summary>How many there are, as far as is known: no fewer than were read.</summary>
    public long? Total => total is { } known ? Math.Max(known, Read) : null;

    /// <summary>How many were read.</summary>
    public long Read { get; private set; }

    /// <summary>Whether all were read.</summary>
    public bool IsComplete { get; set; }

    /// <summary>From when on, in UTC, those that started were read; null where all were, or none.</summary>
    public DateTime? ReadSince => IsComplete ? null : _oldestStart;

    /// <summary>When those that stopped did, in UTC.</summary>
    public List<DateTime> Stops { get; } = [];

    /// <summary>Takes note of a child execution.</summary>
    public void Add(MapRunExecution child)
    {
        Read++;
        if (child.StartDate?.ToUniversalTime() is { } start && !(_oldestStart < start))
        {
            _oldestStart = start;
        }

        if (child.StopDate?.ToUniversalTime() is { } stop)
        {
            Stops.Add(stop);
        }
    }
}
