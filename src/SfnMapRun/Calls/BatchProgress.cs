using System.Globalization;
using System.Runtime.CompilerServices;
using SfnMapRun.Formatting;
using SfnMapRun.Reporting;

namespace SfnMapRun.Calls;

/// <summary>
/// How the work on many inputs is getting on: as a progress bar once it is visibly long, and as a line at its end. Counts what
/// passes through it.
/// </summary>
internal sealed class BatchProgress : IDisposable
{
    private static readonly TimeSpan VisiblyLong = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenUpdates = TimeSpan.FromSeconds(0.5);

    private readonly object _lock = new();
    private readonly string _activity;
    private readonly string _thing;
    private readonly CallRunner _runner;
    private readonly TimeProvider _clock;
    private readonly Action<Output> _post;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly Dictionary<string, int> _errors = new(StringComparer.Ordinal);
    private long _known;
    private long _done;
    private long _failed;
    private int _openLists;
    private int _reads;
    private bool _hasInputEnded;
    private bool _isShown;
    private bool _isOver;

    /// <param name="activity">What is being done: Describing.</param>
    /// <param name="thing">To what, in the singular: Map Run.</param>
    /// <param name="runner">Makes the calls.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="post">Takes the state of the bar, on any thread.</param>
    public BatchProgress(string activity, string thing, CallRunner runner, TimeProvider clock, Action<Output> post)
    {
        _activity = $"{activity} {thing}s";
        _thing = thing;
        _runner = runner;
        _clock = clock;
        _post = post;
        _start = clock.GetTimestamp();
        _timer = clock.CreateTimer(_ => Update(), null, VisiblyLong, BetweenUpdates);
    }

    /// <summary>So many more inputs are known of.</summary>
    public void Expect(long inputs)
    {
        lock (_lock)
        {
            _known += inputs;
        }
    }

    /// <summary>No more inputs come than are known of, but for the items of lists that are still being read.</summary>
    public void EndInput()
    {
        lock (_lock)
        {
            _hasInputEnded = true;
        }
    }

    /// <summary>Counts the items of a list as known, as they pass. While one is waited for, there is something to show.</summary>
    public async IAsyncEnumerable<T> ExpectAsync<T>(
        IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in WatchAsync(items, cancellationToken))
        {
            Expect(1);
            yield return item;
        }
    }

    /// <summary>Lets the items of a list pass uncounted. While one is waited for, there is something to show.</summary>
    public async IAsyncEnumerable<T> WatchAsync<T>(
        IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var list = items.GetAsyncEnumerator(cancellationToken);
        Interlocked.Increment(ref _openLists);
        try
        {
            while (await ReadAsync(list))
            {
                yield return list.Current;
            }
        }
        finally
        {
            Interlocked.Decrement(ref _openLists);
        }
    }

    /// <summary>Counts the items of a list, each as both known and done.</summary>
    public async IAsyncEnumerable<T> CountEachAsync<T>(
        IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            CountListed(item);
            yield return item;
        }
    }

    /// <summary>Counts an item of a list as both known and done, and turns it into output.</summary>
    public Output CountListed<T>(T item)
    {
        lock (_lock)
        {
            _known++;
            _done++;
        }

        return new Output.Item(item!);
    }

    /// <summary>Counts a result, and turns it into output.</summary>
    public Output Count<T>(Outcome<T> outcome)
    {
        if (outcome.Error is { } error)
        {
            CountError(error);
            return new Output.Error(error, outcome.Target);
        }

        lock (_lock)
        {
            _done++;
        }

        return new Output.Item(outcome.Value!);
    }

    /// <summary>Counts an input that came to an error.</summary>
    public void CountError(StepFunctionsException error)
    {
        lock (_lock)
        {
            _done++;
            _failed++;
            _errors[error.Kind.Id] = _errors.GetValueOrDefault(error.Kind.Id) + 1;
        }
    }

    /// <summary>Ends the progress bar, and says in a line what was done.</summary>
    public IEnumerable<Output> Finish()
    {
        lock (_lock)
        {
            _isOver = true;
        }

        _timer.Dispose();
        if (_isShown)
        {
            yield return new Output.Progress(0, _activity, "Done") { IsCompleted = true };
        }

        yield return new Output.Verbose(Summary());
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private async ValueTask<bool> ReadAsync<T>(IAsyncEnumerator<T> list)
    {
        Interlocked.Increment(ref _reads);
        try
        {
            return await list.MoveNextAsync();
        }
        finally
        {
            Interlocked.Decrement(ref _reads);
        }
    }

    private string Summary()
    {
        var errors = _errors.Count == 0 ? "no errors" : $"{Quantity.Of(_failed, "error")} ({ErrorKinds()})";
        var counts = _runner.Counts;
        var calls = $"{Quantity.Of(counts.Calls, "call")}, {counts.ThrottledCalls} throttled, "
            + Quantity.Of(counts.Retries, "retry", "retries");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Quantity.Of(_done - _failed, _thing)}, {errors}; {calls}; {_clock.GetElapsedTime(_start).TotalSeconds:0.0} s.");
    }

    private string ErrorKinds() =>
        string.Join(", ", _errors.OrderBy(error => error.Key, StringComparer.Ordinal).Select(error => $"{error.Key} {error.Value}"));

    private void Update()
    {
        lock (_lock)
        {
            if (_isOver || (_done >= _known && Volatile.Read(ref _reads) == 0))
            {
                return;
            }

            _isShown = true;
            var isTotalKnown = _hasInputEnded && Volatile.Read(ref _openLists) == 0;
            var rate = _done / _clock.GetElapsedTime(_start).TotalSeconds;
            _post(new Output.Progress(0, _activity, Status(isTotalKnown, rate))
            {
                Percent = isTotalKnown ? (int)Math.Min(99, 100 * _done / _known) : null,
                Left = isTotalKnown && _done > 0 ? TimeSpan.FromSeconds((_known - _done) / (_runner.Rate ?? rate)) : null,
            });
        }
    }

    // What matters first: at 80 columns the end is cut.
    private string Status(bool isTotalKnown, double rate)
    {
        var done = isTotalKnown
            ? string.Create(CultureInfo.InvariantCulture, $"{_done} of {_known}, {_failed} failed")
            : string.Create(CultureInfo.InvariantCulture, $"{_done} so far, {_failed} failed");
        return (_runner.IsLimited, _runner.Rate) switch
        {
            (true, { } allowed) => string.Create(CultureInfo.InvariantCulture, $"{done}, the quota allows {allowed:0.0}/s"),
            (true, null) => $"{done}, the quota is used up",
            _ when _done > 0 => string.Create(CultureInfo.InvariantCulture, $"{done}, {rate:0.0}/s"),
            _ => done,
        };
    }
}
