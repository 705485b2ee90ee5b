namespace LocalStepFunctions.Simulation;

/// <summary>When an execution or its Map Run fails of an error of its own.</summary>
internal enum RefusalPoint
{
    /// <summary>The execution fails before any Map Run begins: the result writer's bucket is not there, say.</summary>
    BeforeMapRun,

    /// <summary>The Map Run reads its input, and fails before any child execution starts: the state machine's role may not start them, say.</summary>
    BeforeChildren,

    /// <summary>The Map Run fails once all its child executions have ended: its results can't be written, say.</summary>
    WritingResults,

    /// <summary>The redriven execution fails before it gets to its Map Run, which stays as it was.</summary>
    RedriveOfExecution,

    /// <summary>The redriven Map Run fails again without a child execution: the state machine's role may not redrive them.</summary>
    RedriveOfMapRun,
}

/// <summary>The errors that are not those of child executions, and how often each is still to come.</summary>
internal sealed class Refusals(IEnumerable<(RefusalPoint Point, RunError Error, int Times)> refusals)
{
    private readonly List<(RefusalPoint Point, RunError Error, int Times)> _refusals = [.. refusals];

    public static Refusals None => new([]);

    /// <summary>The error that comes at a point this time; null for none.</summary>
    public RunError? Take(RefusalPoint point)
    {
        var i = _refusals.FindIndex(refusal => refusal.Point == point && refusal.Times > 0);
        if (i < 0)
        {
            return null;
        }

        _refusals[i] = _refusals[i] with { Times = _refusals[i].Times - 1 };
        return _refusals[i].Error;
    }
}
