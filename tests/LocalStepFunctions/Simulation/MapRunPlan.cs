namespace LocalStepFunctions.Simulation;

/// <summary>What a Map Run is to do. All the Map Runs of an execution share one.</summary>
internal sealed class MapRunPlan
{
    private readonly FailurePlan?[] _failures;

    public MapRunPlan(long items, int itemsPerChild, double childSeconds, double? readingItemsPerSecond, bool isExpress, IReadOnlyList<FailurePlan> failures)
    {
        Reading = new Reading(items, itemsPerChild, readingItemsPerSecond);
        ChildSeconds = childSeconds;
        IsExpress = isExpress;
        _failures = Spread(failures, (int)((items + itemsPerChild - 1) / itemsPerChild));
        FirstQueue = new WorkQueue(this, [.. Enumerable.Range(0, ChildCount)], again: 0);
    }

    public Reading Reading { get; }

    /// <summary>How long a child execution takes.</summary>
    public double ChildSeconds { get; }

    public bool IsExpress { get; }

    public int ChildCount => _failures.Length;

    /// <summary>The work of a Map Run that was never redriven.</summary>
    public WorkQueue FirstQueue { get; }

    public long FirstItemOf(int child) => (long)child * Reading.ItemsPerChild;

    public int ItemsOf(int child) => (int)Math.Min(Reading.ItemsPerChild, Reading.Items - FirstItemOf(child));

    /// <summary>How a child execution fails, which may have run before; null when it succeeds.</summary>
    public FailurePlan? FailureOf(int child, bool again) =>
        again && _failures[child] is { FailsAgain: false } ? null : _failures[child];

    // Each way to fail saves up its share, child by child, and pays with a failure: so failures are spread evenly.
    private static FailurePlan?[] Spread(IReadOnlyList<FailurePlan> failures, int children)
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
}
