namespace LocalStepFunctions.Simulation;

/// <summary>What DescribeExecution tells of a parent execution at a moment.</summary>
internal sealed record ExecutionState(
    RunStatus Status,
    DateTimeOffset StartDate,
    DateTimeOffset? StopDate = null,
    int RedriveCount = 0,
    DateTimeOffset? RedriveDate = null,
    RunError? Error = null);
