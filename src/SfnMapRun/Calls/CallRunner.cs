using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using SfnMapRun.Errors;

namespace SfnMapRun.Calls;

/// <summary>
/// Makes calls side by side, up to a limit, at the rate that their quota serves. A throttled call waits and is made again until
/// it is served; one with a transient failure is retried a few times.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "A semaphore without a wait handle holds nothing to release, and calls that were left behind may still use it.")]
internal sealed class CallRunner(int limit, TimeProvider clock, Random random)
{
    /// <summary>How long a quota may serve nothing at all before its calls fail.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _slots = new(limit);
    private readonly ConcurrentDictionary<CallQuota, RateGate> _gates = new();
    private readonly ConcurrentDictionary<CallKey, Lazy<Task>> _underWay = new();

    /// <summary>What was done so far.</summary>
    public CallCounts Counts { get; } = new();

    /// <summary>The rate that quotas hold this to, in calls a second; null where none does or it is not known yet.</summary>
    public double? Rate => _gates.Values.Any(gate => gate.Rate is not null) ? _gates.Values.Sum(gate => gate.Rate ?? 0) : null;

    /// <summary>Whether a quota is what holds calls back.</summary>
    public bool IsLimited => _gates.Values.Any(gate => gate.IsLimiting);

    /// <summary>Makes a call as soon as its quota allows it, and again where that may help.</summary>
    /// <typeparam name="T">What the call returns: one type for equal keys.</typeparam>
    /// <param name="key">
    /// What is asked for, and of whom: equal keys that are under way together, until the same end, are one call. Null is equal to
    /// none.
    /// </param>
    /// <param name="quota">The quota that it uses.</param>
    /// <param name="maxAttempts">How often it is made at most, throttled calls not counted; with 1 those fail too.</param>
    /// <param name="call">Makes the request; its argument is the number of the attempt, from 1.</param>
    /// <param name="cancellationToken">Ends the call, and the waiting for it.</param>
    public Task<T> RunAsync<T>(
        object? key, CallQuota quota, int maxAttempts, Func<int, Task<T>> call, CancellationToken cancellationToken)
    {
        if (key is null)
        {
            return RunUntilServedAsync(shared: null, quota, maxAttempts, call, cancellationToken);
        }

        var shared = new CallKey(key, cancellationToken);
        return (Task<T>)_underWay.GetOrAdd(
            shared, _ => new Lazy<Task>(() => RunUntilServedAsync(shared, quota, maxAttempts, call, cancellationToken))).Value;
    }

    // A single method: each async method adds to the cost of every call, and to the compile time of the first.
    private async Task<T> RunUntilServedAsync<T>(
        CallKey? shared, CallQuota quota, int maxAttempts, Func<int, Task<T>> call, CancellationToken cancellationToken)
    {
        var gate = _gates.GetOrAdd(quota, _ => new RateGate(clock, random));
        var start = clock.GetTimestamp();
        var failures = 0;
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var enteredAt = await gate.EnterAsync(isFirst: attempt == 1, _slots, cancellationToken);
                try
                {
                    Counts.AddCall();
                    T result;
                    try
                    {
                        result = await call(attempt);
                    }
                    finally
                    {
                        // A call that waits for its quota, or for its next attempt, keeps no other one waiting.
                        _slots.Release();
                    }

                    gate.Served();
                    return result;
                }
                catch (StepFunctionsException e) when (e.Kind == FailureKind.Throttled)
                {
                    Counts.AddError(e);
                    Counts.AddThrottled();
                    gate.Throttled(enteredAt);
                    if (maxAttempts == 1 || (clock.GetElapsedTime(start) > GiveUpAfter && !gate.HasServedSince(start)))
                    {
                        throw;
                    }
                }
                catch (StepFunctionsException e)
                {
                    Counts.AddError(e);

                    // An error response of the service used up a token like any other; where there was no response, nobody knows.
                    if (e.ErrorCode is null)
                    {
                        gate.Lost();
                    }
                    else
                    {
                        gate.Served();
                    }

                    if (!e.IsTransient || ++failures >= maxAttempts)
                    {
                        throw;
                    }

                    Counts.AddRetry();
                    await Task.Delay(BackOff(failures), clock, cancellationToken);
                }
                catch
                {
                    gate.Lost();
                    throw;
                }
            }
        }
        finally
        {
            if (shared is not null)
            {
                _underWay.TryRemove(shared, out _);
            }
        }
    }

    // Exponential, with full jitter: callers that failed together don't come back together.
    private TimeSpan BackOff(int failures) =>
        random.NextDouble() * TimeSpan.FromSeconds(Math.Min(20, 0.1 * Math.Pow(2, failures)));

    /// <summary>What is asked for, and until when.</summary>
    private sealed record CallKey(object Subject, CancellationToken Until);
}
