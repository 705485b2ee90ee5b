using SfnMapRun.Errors;

namespace SfnMapRun.Tests.Calls;

/// <summary>A service with a latency and a quota like AWS has them: a bucket of tokens that refills.</summary>
internal sealed class BucketService(TimeProvider clock, double bucket, double refillPerSecond, TimeSpan latency)
{
    private readonly double _bucket = bucket;
    private double _tokens = bucket;
    private long _filledAt;

    public double RefillPerSecond { get; set; } = refillPerSecond;

    public int Served { get; private set; }

    public int Requests { get; private set; }

    public int InFlight { get; private set; }

    public int MostInFlight { get; private set; }

    public async Task<string> CallAsync(string key, CancellationToken cancellationToken = default)
    {
        Requests++;
        MostInFlight = Math.Max(MostInFlight, ++InFlight);
        try
        {
            await Task.Delay(latency / 2, clock, cancellationToken);
            var isServed = TakeToken();
            await Task.Delay(latency / 2, clock, cancellationToken);
            if (!isServed)
            {
                throw new StepFunctionsException(FailureKind.Throttled, "Rate exceeded") { ErrorCode = "ThrottlingException" };
            }

            Served++;
            return key;
        }
        finally
        {
            InFlight--;
        }
    }

    private bool TakeToken()
    {
        var now = clock.GetTimestamp();
        _tokens = Math.Min(_bucket, _tokens + (clock.GetElapsedTime(_filledAt, now).TotalSeconds * RefillPerSecond));
        _filledAt = now;
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }
}
