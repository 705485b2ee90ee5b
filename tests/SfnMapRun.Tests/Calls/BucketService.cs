using SfnMapRun.Errors;

namespace SfnMapRun.Tests.Calls;

/// <summary>A service with a latency and a quota like AWS has them, a bucket of tokens that refills, and with faults if wanted.</summary>
internal sealed class BucketService(TimeProvider clock, double bucket, double refillPerSecond, TimeSpan latency)
{
    private readonly double _bucket = bucket;
    private double _tokens = bucket;
    private double _refillPerSecond = refillPerSecond;
    private long _filledAt;

    /// <summary>What happens to a request, by its number; without it, none has a fault.</summary>
    public Func<int, Fault> FaultOf { get; init; } = _ => Fault.None;

    public double RefillPerSecond
    {
        get => _refillPerSecond;
        set
        {
            Fill();
            _refillPerSecond = value;
        }
    }

    public double Tokens
    {
        get
        {
            Fill();
            return _tokens;
        }
    }

    /// <summary>Tokens used up so far, by requests with faults too.</summary>
    public int Taken { get; private set; }

    public int Served { get; private set; }

    public int Throttled { get; private set; }

    public int Faulty { get; private set; }

    public int Requests { get; private set; }

    public int InFlight { get; private set; }

    public int MostInFlight { get; private set; }

    public async Task<string> CallAsync(string key, CancellationToken cancellationToken = default)
    {
        var fault = FaultOf(++Requests);
        MostInFlight = Math.Max(MostInFlight, ++InFlight);
        try
        {
            await Task.Delay(latency / 2, clock, cancellationToken);
            var isServed = fault == Fault.Reset || TakeToken();
            await Task.Delay(latency / 2, clock, cancellationToken);
            if (!isServed)
            {
                Throttled++;
                throw new StepFunctionsException(FailureKind.Throttled, "Rate exceeded") { ErrorCode = "ThrottlingException" };
            }

            if (fault != Fault.None)
            {
                Faulty++;
                throw fault == Fault.ServerError
                    ? new StepFunctionsException(FailureKind.ServiceUnavailable, "Internal failure") { ErrorCode = "InternalFailure" }
                    : new StepFunctionsException(FailureKind.EndpointUnreachable, "Connection reset");
            }

            Served++;
            return key;
        }
        finally
        {
            InFlight--;
        }
    }

    /// <summary>Another caller takes all that there is.</summary>
    public void Drain()
    {
        Fill();
        _tokens = 0;
    }

    private bool TakeToken()
    {
        if (Tokens < 1)
        {
            return false;
        }

        _tokens--;
        Taken++;
        return true;
    }

    private void Fill()
    {
        var now = clock.GetTimestamp();
        _tokens = Math.Min(_bucket, _tokens + (clock.GetElapsedTime(_filledAt, now).TotalSeconds * _refillPerSecond));
        _filledAt = now;
    }

    /// <summary>How a request can fail without being throttled.</summary>
    internal enum Fault
    {
        None,

        /// <summary>The connection breaks before the request is counted.</summary>
        Reset,

        /// <summary>The connection breaks once the request was counted.</summary>
        CutResponse,

        /// <summary>HTTP 5xx with an error code; the request was counted.</summary>
        ServerError,
    }
}
