namespace SfnMapRun.Waiting;

/// <summary>
/// How fast the items of a Map Run come to an end, and how long the rest will take, from what was seen lately. What the
/// samples don't show is null: an estimate is never made up.
/// </summary>
internal sealed class ProgressWindow(TimeProvider clock)
{
    // Long enough for batches to even out, short enough to notice that the concurrency has changed. Where polls are minutes
    // apart, as with many Map Runs, the last two intervals are long enough: more would keep a growing total in sight for hours.
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(5);
    private const int LeastSamples = 3;

    private readonly Queue<Sample> _samples = new();
    private Sample _last;
    private bool _hasMoved;

    /// <summary>Items that came to an end, well or not, a second; null until any did between two samples.</summary>
    public double? ItemsPerSecond => _hasMoved ? Finished / Seconds : null;

    /// <summary>
    /// How long the rest takes at that rate; null while the total is 0 or has lately grown, and where nothing has moved lately.
    /// </summary>
    public TimeSpan? Left
    {
        get
        {
            if (!_hasMoved || Finished == 0 || _last.Total == 0 || _last.Total != _samples.Peek().Total)
            {
                return null;
            }

            var seconds = Math.Max(0, _last.Total - _last.Finished) * Seconds / Finished;
            return seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
        }
    }

    private long Finished => _last.Finished - _samples.Peek().Finished;

    private double Seconds => clock.GetElapsedTime(_samples.Peek().At, _last.At).TotalSeconds;

    /// <summary>Takes note of the counts as they are now.</summary>
    public void Add(long finished, long total)
    {
        // Counts fall with a redrive. What came before it says nothing about what comes now.
        if (finished < _last.Finished || total < _last.Total)
        {
            _samples.Clear();
            _hasMoved = false;
        }

        var sample = new Sample(clock.GetTimestamp(), finished, total);
        _hasMoved |= _samples.Count > 0 && finished > _last.Finished && sample.At > _last.At;
        _samples.Enqueue(sample);
        _last = sample;
        while (_samples.Count > LeastSamples && clock.GetElapsedTime(_samples.ElementAt(1).At, sample.At) >= Length)
        {
            _samples.Dequeue();
        }
    }

    private readonly record struct Sample(long At, long Finished, long Total);
}
