using System.Collections.Concurrent;

namespace LocalStepFunctions;

/// <summary>A bucket of calls for each operation, account and Region, which refills with time.</summary>
internal sealed class Quota(EndpointOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Operation, string Region, string Account), Bucket> _buckets = new();

    /// <summary>Takes a call off the bucket that an operation on an ARN belongs to.</summary>
    /// <exception cref="ServiceException">The bucket is empty.</exception>
    public void Take(string operation, ServiceArn arn)
    {
        if (LimitOf(operation, arn.Region) is { } limit
            && !_buckets.GetOrAdd((operation, arn.Region, arn.Account), _ => new Bucket(limit, clock)).TryTake())
        {
            throw new ServiceException("ThrottlingException", "Rate exceeded");
        }
    }

    private QuotaLimit? LimitOf(string operation, string region) =>
        operation == "DescribeMapRun" && options.Bucket > 0 ? new QuotaLimit(options.Bucket, options.Refill)
        : options.HasAwsQuotas ? AwsQuotas.Of(operation, region)
        : null;

    private sealed class Bucket(QuotaLimit limit, TimeProvider clock)
    {
        private readonly object _lock = new();
        private double _calls = limit.Bucket;
        private long _filledAt = clock.GetTimestamp();

        public bool TryTake()
        {
            lock (_lock)
            {
                var now = clock.GetTimestamp();
                _calls = Math.Min(limit.Bucket, _calls + (clock.GetElapsedTime(_filledAt, now).TotalSeconds * limit.Refill));
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
