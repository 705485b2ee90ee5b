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

    /// <summary>Adds work for an input of the record.</summary>
    public void Add(string target, Task<T> work) => _results.Add(target, work);

    /// <summary>The results to write before the record's next input is looked at.</summary>
    public IAsyncEnumerable<Outcome<T>> TakeAsync() => _results.TakeAsync(ahead);

    /// <summary>The results to write before the producer gets control again.</summary>
    public IAsyncEnumerable<Outcome<T>> TakeLastAsync() => _results.TakeAsync(_isSlow ? 0 : ahead);

    /// <summary>The producer gets control again.</summary>
    public void End() => producer.Returning();

    /// <summary>All the rest, when no more records come.</summary>
    public IAsyncEnumerable<Outcome<T>> FinishAsync() => _results.TakeAsync(0);
}
