namespace SfnMapRun.Tests;

/// <summary>A clock that a test sets.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _now;

    public double Seconds
    {
        get => (double)_now / TimestampFrequency;
        set => _now = (long)Math.Round(value * TimestampFrequency);
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;
}
