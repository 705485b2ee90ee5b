namespace LocalStepFunctions.Simulation;

/// <summary>A Map Run as it was found at a moment, but for its child executions, from which its counts follow.</summary>
internal sealed record MapRunSnapshot(
    RunStatus Status,
    DateTimeOffset StartDate,
    DateTimeOffset? StopDate,
    MapRunSettings Settings,
    int RedriveCount,
    DateTimeOffset? RedriveDate,
    RunError? Error);
