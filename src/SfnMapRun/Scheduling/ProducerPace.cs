namespace SfnMapRun.Scheduling;

/// <summary>
/// Tells a slow producer from a fast one, by the time it takes between two inputs. A slow one wants each result before it
/// sends the next; a fast one wants many calls at once. The first input is taken for a slow one's: it costs one call's time.
/// </summary>
internal sealed class ProducerPace(TimeProvider clock)
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(25);
    private long? _returnedAt;

    /// <summary>Whether the input that has just come was long in coming.</summary>
    public bool IsSlow() => _returnedAt is not { } returnedAt || clock.GetElapsedTime(returnedAt) > Slow;

    /// <summary>The producer has the control again.</summary>
    public void Returning() => _returnedAt = clock.GetTimestamp();
}
