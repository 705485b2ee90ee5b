namespace LocalStepFunctions.Simulation;

/// <summary>A child execution at a moment.</summary>
/// <param name="Number">Its number in the Map Run, from 0.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Failure">How it failed, if it did.</param>
/// <param name="StartDate">When it started; a standard one, when it started for the first time.</param>
/// <param name="StopDate">When it ended.</param>
/// <param name="Runs">How often it was started.</param>
/// <param name="RestartDate">When it was last started again.</param>
internal sealed record SimulatedChild(
    int Number, ChildStatus Status, FailurePlan? Failure, DateTimeOffset StartDate, DateTimeOffset? StopDate, int Runs, DateTimeOffset? RestartDate)
{
    /// <summary>Whether a redrive of the parent execution starts it again.</summary>
    public bool IsRedrivable =>
        Status is ChildStatus.Aborted or ChildStatus.PendingRedrive || Failure is { IsRedrivable: true };
}
