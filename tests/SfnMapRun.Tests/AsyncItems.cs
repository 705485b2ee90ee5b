namespace SfnMapRun.Tests;

/// <summary>Lists that are read item by item.</summary>
internal static class AsyncItems
{
    /// <summary>The items, each at once; in the end the error, if there is one.</summary>
    public static async IAsyncEnumerable<T> Of<T>(IEnumerable<T> items, Exception? error = null)
    {
        await Task.CompletedTask;
        foreach (var item in items)
        {
            yield return item;
        }

        if (error is not null)
        {
            throw error;
        }
    }

    /// <summary>The items, each after a time.</summary>
    public static async IAsyncEnumerable<T> Every<T>(TimeProvider clock, TimeSpan time, IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            await Task.Delay(time, clock);
            yield return item;
        }
    }
}
