namespace LocalStepFunctions.Simulation;

/// <summary>Where a Map Run or its parent execution is.</summary>
internal enum RunStatus
{
    Running,
    Succeeded,
    Failed,
    Aborted,

    /// <summary>A status that the service does not have: what do clients make of one that was added later?</summary>
    Paused,
}
