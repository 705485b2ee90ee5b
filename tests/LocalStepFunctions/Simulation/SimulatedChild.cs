namespace LocalStepFunctions.Simulation;

/// <summary>A child execution at a moment.</summary>
/// <param name="Number">Its number in the Map Run, from 0.</param>
/// <param name="StartNumber">Its place in the order of the start dates; one that keeps its start date keeps its place.</param>
/// <param name="Status">Where it is.</param>
/// <param name="StartDate">When it started: a standard one for the first time, an express one for the last.</param>
internal sealed record SimulatedChild(int Number, int StartNumber, ChildStatus Status, DateTimeOffset StartDate)
{
    /// <summary>How it failed, if it did.</summary>
    public FailurePlan? Failure { get; init; }

    /// <summary>When it ended. One that waits for its redrive keeps it.</summary>
    public DateTimeOffset? StopDate { get; init; }

    public int RedriveCount { get; init; }

    /// <summary>When it was last redriven; always null for an express one.</summary>
    public DateTimeOffset? RedriveDate { get; init; }

    public bool IsUnsuccessful => Status is ChildStatus.Failed or ChildStatus.TimedOut or ChildStatus.Aborted;

    /// <summary>Whether a redrive of the parent execution runs it again.</summary>
    public bool IsRedrivable => IsUnsuccessful && Failure is not { IsRedrivable: false };
}
