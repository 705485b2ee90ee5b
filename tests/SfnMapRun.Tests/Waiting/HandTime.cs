namespace SfnMapRun.Tests.Waiting;

/// <summary>A clock that is moved by hand.</summary>
internal sealed class HandTime : TimeProvider
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
