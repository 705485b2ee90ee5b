namespace SfnMapRun.Scheduling;

/// <summary>
/// Tells a slow producer from a fast one, by the time it takes between two inputs. A slow one wants each result before it
/// sends the next; a fast one wants many calls at once. Until there is a second input, one can but guess: to take the first
/// for a slow one's costs one call's time.
/// </summary>
/// <param name="clock">Tells the time.</param>
/// <param name="isReady">Whether all input is there already, so that nobody waits for a result before the next.</param>
internal sealed class ProducerPace(TimeProvider clock, bool isReady)
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(25);
    private long? _returnedAt;

    /// <summary>Whether the input that has just come was long in coming.</summary>
    public bool IsSlow() => _returnedAt is { } returnedAt ? clock.GetElapsedTime(returnedAt) > Slow : !isReady;

    /// <summary>The producer has the control again.</summary>
    public void Returning() => _returnedAt = clock.GetTimestamp();
}
