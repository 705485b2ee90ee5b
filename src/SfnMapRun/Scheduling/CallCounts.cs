namespace SfnMapRun.Scheduling;

/// <summary>How many calls were made, and how many of them to no avail.</summary>
internal sealed class CallCounts
{
    private int _calls;
    private int _throttled;
    private int _retries;

    /// <summary>Calls made, those included that were throttled or tried again.</summary>
    public int Calls => _calls;

    /// <summary>Calls that were throttled.</summary>
    public int ThrottledCalls => _throttled;

    /// <summary>Calls made again after a failure in passing.</summary>
    public int Retries => _retries;

    public void Call() => Interlocked.Increment(ref _calls);

    public void Throttled() => Interlocked.Increment(ref _throttled);

    public void Retry() => Interlocked.Increment(ref _retries);
}
