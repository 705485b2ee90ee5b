namespace LocalStepFunctions.Simulation;

/// <summary>What DescribeMapRun tells of a Map Run at a moment.</summary>
internal sealed record MapRunState(
    RunStatus Status,
    DateTimeOffset StartDate,
    DateTimeOffset? StopDate,
    MapRunSettings Settings,
    Counts ItemCounts,
    Counts ExecutionCounts,
    int RedriveCount = 0,
    DateTimeOffset? RedriveDate = null);
