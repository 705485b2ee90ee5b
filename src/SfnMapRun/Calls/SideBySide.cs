using System.Runtime.CompilerServices;

namespace SfnMapRun.Calls;

/// <summary>Does something with each item of a list, several at a time, while the list is still being read.</summary>
internal static class SideBySide
{
    /// <summary>
    /// The results in the order of the items, each as soon as it is there. Where the list breaks off, those of the items before
    /// come first.
    /// </summary>
    /// <param name="items">The list.</param>
    /// <param name="targetOf">What an item is about, for its error.</param>
    /// <param name="start">Starts the work for an item.</param>
    /// <param name="ahead">How far the work may run ahead of the results.</param>
    /// <param name="cancellationToken">Ends the reading of the list.</param>
    public static IAsyncEnumerable<Outcome<TResult>> SelectSideBySideAsync<TItem, TResult>(
        this IAsyncEnumerable<TItem> items,
        Func<TItem, string> targetOf,
        Func<TItem, Task<TResult>> start,
        int ahead,
        CancellationToken cancellationToken = default) =>
        items.SelectSideBySideAsync(targetOf, start, () => ahead, cancellationToken);

    /// <summary>The same where it depends on what has been taken how far the work may run ahead.</summary>
    public static async IAsyncEnumerable<Outcome<TResult>> SelectSideBySideAsync<TItem, TResult>(
        this IAsyncEnumerable<TItem> items,
        Func<TItem, string> targetOf,
        Func<TItem, Task<TResult>> start,
        Func<int> ahead,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var results = new OrderedResults<TResult>();
        StepFunctionsException? brokenOff = null;
        await using var list = items.GetAsyncEnumerator(cancellationToken);
        while (brokenOff is null)
        {
            var reading = list.MoveNextAsync().AsTask();
            while (!reading.IsCompleted && results.Next is { } next)
            {
                // A result must not wait for the next page.
                await Task.WhenAny(reading, next);
                await foreach (var outcome in results.TakeAsync(ahead(), cancellationToken))
                {
                    yield return outcome;
                }
            }

            var hasNext = await Outcome<bool>.OfAsync(string.Empty, reading);
            brokenOff = hasNext.Error;
            if (!hasNext.Value)
            {
                break;
            }

            results.Add(targetOf(list.Current), start(list.Current));
            await foreach (var outcome in results.TakeAsync(ahead(), cancellationToken))
            {
                yield return outcome;
            }
        }

        await foreach (var outcome in results.TakeAsync(0, cancellationToken))
        {
            yield return outcome;
        }

        if (brokenOff is not null)
        {
            throw brokenOff;
        }
    }
}
