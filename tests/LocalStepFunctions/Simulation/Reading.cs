namespace LocalStepFunctions.Simulation;

/// <summary>How the input is read: all at once, or so many items a second. A child execution waits until all its items have been read.</summary>
internal sealed record Reading(long Items, int ItemsPerChild, double? ItemsPerSecond)
{
    // Times come from rates, and so a hair too early or late.
    private const double Hair = 1e-3;

    private int Children => (int)((Items + ItemsPerChild - 1) / ItemsPerChild);

    public bool TakesTime => ItemsPerSecond is not null;

    /// <summary>How many child executions have their items after some seconds.</summary>
    public int ChildrenAfter(double seconds)
    {
        if (ItemsPerSecond is not { } rate)
        {
            return Children;
        }

        var read = Math.Max(0, rate * seconds) + Hair;
        return read >= Items ? Children : (int)(read / ItemsPerChild);
    }

    /// <summary>After how many seconds a child execution has its items.</summary>
    public double SecondsUntil(int child) =>
        ItemsPerSecond is { } rate ? Math.Min(Items, (child + 1L) * ItemsPerChild) / rate : 0;
}
