using System.Runtime.CompilerServices;

namespace SfnMapRun.Calls;

/// <summary>Makes one list, the newest first, of lists that have the newest first.</summary>
internal static class NewestFirst
{
    /// <summary>
    /// The executions of all the lists, each once: one whose status changes while they are read may be in two of them. No list is
    /// read further than to its newest item that has not been taken.
    /// </summary>
    public static async IAsyncEnumerable<MapRunExecution> MergeAsync(
        IEnumerable<IAsyncEnumerable<MapRunExecution>> lists, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var heads = new List<IAsyncEnumerator<MapRunExecution>>();
        var seen = new HashSet<string?>(StringComparer.Ordinal);
        foreach (var list in lists)
        {
            var head = list.GetAsyncEnumerator(cancellationToken);
            if (await head.MoveNextAsync())
            {
                heads.Add(head);
            }
        }

        while (heads.MaxBy(head => head.Current.StartDate?.ToUniversalTime()) is { } newest)
        {
            if (seen.Add(newest.Current.ExecutionArn))
            {
                yield return newest.Current;
            }

            if (!await newest.MoveNextAsync())
            {
                heads.Remove(newest);
            }
        }
    }
}
