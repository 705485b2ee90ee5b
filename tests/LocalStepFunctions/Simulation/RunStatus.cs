namespace LocalStepFunctions.Simulation;

/// <summary>Where a Map Run or its parent execution is.</summary>
internal enum RunStatus
{
    Running,
    Succeeded,
    Failed,
    Aborted,
}
