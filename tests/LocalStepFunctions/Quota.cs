using System.Collections.Concurrent;

namespace LocalStepFunctions;

/// <summary>A bucket of calls for each account and Region, which refills with time.</summary>
internal sealed class Quota(EndpointOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Takes a call off the bucket that an ARN belongs to.</summary>
    /// <exception cref="ServiceException">The bucket is empty.</exception>
    public void Take(string arn)
    {
        if (options.Bucket > 0 && !_buckets.GetOrAdd(string.Join(':', arn.Split(':').Skip(3).Take(2)), _ => new Bucket(options, clock)).TryTake())
        {
            throw new ServiceException("ThrottlingException", "Rate exceeded");
        }
    }

    private sealed class Bucket(EndpointOptions options, TimeProvider clock)
    {
        private readonly object _lock = new();
        private double _calls = options.Bucket;
        private long _filledAt = clock.GetTimestamp();

        public bool TryTake()
        {
            lock (_lock)
            {
                var now = clock.GetTimestamp();
                _calls = Math.Min(options.Bucket, _calls + (clock.GetElapsedTime(_filledAt, now).TotalSeconds * options.Refill));
                _filledAt = now;
                if (_calls < 1)
                {
                    return false;
                }

                _calls--;
                return true;
            }
        }
    }
}
