namespace SfnMapRun.Calls;

/// <summary>How many calls were made, and how many of them in vain.</summary>
internal sealed class CallCounts
{
    private int _calls;
    private int _throttled;
    private int _retries;
    private volatile StepFunctionsException? _lastError;

    /// <summary>Calls made, including those that were throttled or retried.</summary>
    public int Calls => _calls;

    /// <summary>Calls that were throttled.</summary>
    public int ThrottledCalls => _throttled;

    /// <summary>Calls made again after a transient failure.</summary>
    public int Retries => _retries;

    /// <summary>Why the last call failed that did; null where none did.</summary>
    public StepFunctionsException? LastError => _lastError;

    public void AddCall() => Interlocked.Increment(ref _calls);

    public void AddThrottled() => Interlocked.Increment(ref _throttled);

    public void AddError(StepFunctionsException error) => _lastError = error;

    public void AddRetry() => Interlocked.Increment(ref _retries);
}
