namespace LocalStepFunctions.Simulation;

/// <summary>What a Map Run is to do. All the Map Runs of an execution share one.</summary>
internal sealed class MapRunPlan
{
    private readonly long[] _firstItems;
    private readonly FailurePlan?[] _failures;

    /// <param name="itemCounts">How many items each child execution gets.</param>
    /// <param name="failures">How each fails; null for one that succeeds.</param>
    public MapRunPlan(IReadOnlyList<int> itemCounts, FailurePlan?[] failures)
    {
        _failures = failures;
        _firstItems = new long[itemCounts.Count + 1];
        for (var i = 0; i < itemCounts.Count; i++)
        {
            _firstItems[i + 1] = _firstItems[i] + itemCounts[i];
        }
    }

    public bool IsExpress { get; init; }

    /// <summary>How long a child execution takes.</summary>
    public double ChildSeconds { get; init; } = 30;

    /// <summary>How long the Map Run waits before it begins to read its input.</summary>
    public double BacklogSeconds { get; init; }

    /// <summary>How fast the input is read; null for at once.</summary>
    public double? ReadingItemsPerSecond { get; init; }

    /// <summary>Whether the counts leave out what the service's model calls optional.</summary>
    public bool OmitsOptionalCounts { get; init; }

    public int ChildCount => _failures.Length;

    public long Items => _firstItems[^1];

    /// <summary>Child executions of equal size, but for the last.</summary>
    public static int[] Batches(int items, int itemsPerChild)
    {
        var children = (items + itemsPerChild - 1) / itemsPerChild;
        return [.. Enumerable.Range(0, children).Select(child => Math.Min(itemsPerChild, items - (child * itemsPerChild)))];
    }

    /// <summary>Failures in their shares: each way to fail saves up its percentage, child by child, and pays with a failure.</summary>
    public static FailurePlan?[] Spread(IReadOnlyList<FailurePlan> failures, int children)
    {
        var spread = new FailurePlan?[children];
        var saved = new decimal[failures.Count];
        for (var child = 0; child < children; child++)
        {
            var most = -1;
            for (var i = 0; i < saved.Length; i++)
            {
                saved[i] += failures[i].Percent;
                most = saved[i] >= 50 && (most < 0 || saved[i] > saved[most]) ? i : most;
            }

            if (most >= 0)
            {
                saved[most] -= 100;
                spread[child] = failures[most];
            }
        }

        return spread;
    }

    /// <summary>The number of a child execution's first item, which is the number of items before it.</summary>
    public long FirstItemOf(int child) => _firstItems[child];

    public int ItemsOf(int child) => (int)(_firstItems[child + 1] - _firstItems[child]);

    /// <summary>How a child execution fails; null when it succeeds.</summary>
    /// <param name="child">Its number.</param>
    /// <param name="again">Whether it has run before, to whatever end.</param>
    public FailurePlan? FailureOf(int child, bool again) => again && _failures[child] is { FailsAgain: false } ? null : _failures[child];
}
