namespace SfnMapRun.Calls;

/// <summary>
/// Tells a slow producer from a fast one, by the time it takes between two inputs. A slow one wants each result before it sends the
/// next; a fast one wants many calls at once. Until there is a second input, one can only guess: taking the first for a slow one's
/// costs the time of one call.
/// </summary>
/// <param name="clock">Tells the time.</param>
/// <param name="isReady">Whether all input is there already, so that nobody waits for a result before the next.</param>
internal sealed class ProducerPace(TimeProvider clock, bool isReady)
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(25);
    private long? _returnedAt;

    /// <summary>Whether the input that has just come took long to come.</summary>
    public bool IsSlow() => _returnedAt is { } returnedAt ? clock.GetElapsedTime(returnedAt) > Slow : !isReady;

    /// <summary>The producer gets control again.</summary>
    public void Returning() => _returnedAt = clock.GetTimestamp();
}
