namespace LocalStepFunctions;

/// <summary>A clock that tests set: another clock plus what it was advanced by, or standing still but for that.</summary>
public sealed class SettableClock(TimeProvider clock, bool isFrozen = false) : TimeProvider
{
    private readonly DateTimeOffset _start = clock.GetUtcNow();
    private readonly long _startTimestamp = clock.GetTimestamp();
    private long _advanced;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => (isFrozen ? _start : clock.GetUtcNow()).AddTicks(Interlocked.Read(ref _advanced));

    public override long GetTimestamp() =>
        (isFrozen ? 0 : clock.GetElapsedTime(_startTimestamp).Ticks) + Interlocked.Read(ref _advanced);

    /// <summary>Lets time go by.</summary>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        Interlocked.Add(ref _advanced, time.Ticks);
    }
}
