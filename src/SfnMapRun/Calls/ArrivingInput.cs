namespace SfnMapRun.Calls;

/// <summary>
/// Work on input that arrives record by record: side by side and with ordered results, as many as a number ahead, as long as the
/// producer is fast; a slow producer gets each result before it sends the next.
/// </summary>
/// <param name="producer">Tells whether the producer is slow.</param>
/// <param name="ahead">How far the work may run ahead of the results.</param>
internal sealed class ArrivingInput<T>(ProducerPace producer, int ahead)
{
    private readonly OrderedResults<T> _results = new();
    private bool _isSlow;

    /// <summary>A record has come.</summary>
    public void Begin() => _isSlow = producer.IsSlow();

    /// <summary>Adds work for an input of the record, and returns the results that can be had meanwhile.</summary>
    public IAsyncEnumerable<Outcome<T>> AddAsync(string target, Task<T> work)
    {
        _results.Add(target, work);
        return _results.TakeAsync(ahead);
    }

    /// <summary>The results to write before the producer gets control again.</summary>
    public async IAsyncEnumerable<Outcome<T>> EndAsync()
    {
        await foreach (var outcome in _results.TakeAsync(_isSlow ? 0 : ahead))
        {
            yield return outcome;
        }

        producer.Returning();
    }

    /// <summary>All the rest, when no more records come.</summary>
    public IAsyncEnumerable<Outcome<T>> FinishAsync() => _results.TakeAsync(0);
}
