using System.Runtime.CompilerServices;

namespace SfnMapRun.Calls;

/// <summary>
/// Results in the order of their input, while the work for later inputs goes on. Work is added and results are taken by one
/// caller at a time.
/// </summary>
internal sealed class OrderedResults<T>
{
    private readonly Queue<Pending> _pending = new();

    /// <summary>How many were added and not taken yet.</summary>
    public int Count => _pending.Count;

    /// <summary>The work for the oldest of them, which has to come first; null where there is none.</summary>
    public Task? Next => _pending.TryPeek(out var next) ? next.Work : null;

    /// <summary>Adds work that has begun.</summary>
    public void Add(string target, Task<T> work) => _pending.Enqueue(new Pending(target, work));

    /// <summary>What has come, in order; waits while more than a number are still to come.</summary>
    /// <param name="atMost">How many may be left behind, under way; with 0 all are waited for.</param>
    /// <param name="cancellationToken">Not used to end the work, which has a token of its own.</param>
    public async IAsyncEnumerable<Outcome<T>> TakeAsync(int atMost, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (_pending.TryPeek(out var next) && (next.Work.IsCompleted || _pending.Count > atMost))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Outcome<T>.UntilOver(next.Work);
            var outcome = Outcome<T>.Of(next.Target, next.Work);
            _pending.Dequeue();
            yield return outcome;
        }
    }

    private sealed record Pending(string Target, Task<T> Work);
}
