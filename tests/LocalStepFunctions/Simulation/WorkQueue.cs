namespace LocalStepFunctions.Simulation;

/// <summary>
/// The child executions of an attempt, in the order in which they start and finish, with sums over each beginning of
/// the queue: what a Map Run has come to follows from how many have finished.
/// </summary>
internal sealed class WorkQueue
{
    private readonly MapRunPlan _plan;
    private readonly int[] _children;
    private readonly int[] _positions;
    private readonly Tally[] _childSums;
    private readonly Tally[] _itemSums;

    /// <param name="plan">What the Map Run is to do.</param>
    /// <param name="children">The numbers of the child executions.</param>
    /// <param name="again">How many of them, at the front, have run before.</param>
    public WorkQueue(MapRunPlan plan, int[] children, int again)
    {
        _plan = plan;
        _children = children;
        Again = again;
        _positions = new int[plan.ChildCount];
        Array.Fill(_positions, -1);
        _childSums = new Tally[children.Length + 1];
        _itemSums = new Tally[children.Length + 1];
        for (var position = 0; position < children.Length; position++)
        {
            var child = children[position];
            _positions[child] = position;
            _childSums[position + 1] = _childSums[position] + Tally.Of(1, FailureAt(position));
            _itemSums[position + 1] = _itemSums[position] + Tally.Of(plan.ItemsOf(child), FailureAt(position));
        }
    }

    public int Length => _children.Length;

    public int Again { get; }

    public int ChildAt(int position) => _children[position];

    /// <summary>Where in the queue a child execution is, -1 if it isn't.</summary>
    public int PositionOf(int child) => _positions[child];

    public FailurePlan? FailureAt(int position) => _plan.FailureOf(_children[position], position < Again);

    /// <summary>How the first child executions of the queue end.</summary>
    public Tally Children(int finished) => _childSums[finished];

    /// <summary>How the items of the first child executions of the queue end.</summary>
    public Tally Items(int finished) => _itemSums[finished];

    /// <summary>The least number of finished child executions, from a number on, that is more than is tolerated; null for none.</summary>
    public int? Exceeds(Tolerance tolerance, int from)
    {
        var (low, high) = (from, Length + 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (tolerance.IsExceededBy(_itemSums[middle].Failures, _plan.Reading.Items))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low <= Length ? low : null;
    }
}
