namespace LocalStepFunctions.Simulation;

/// <summary>Where a child execution is, once it has started.</summary>
internal enum ChildStatus
{
    Running,
    Succeeded,
    Failed,
    TimedOut,
    Aborted,

    /// <summary>Unsuccessful, and waiting for its turn in a redrive.</summary>
    PendingRedrive,
}
