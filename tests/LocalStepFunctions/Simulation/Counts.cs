namespace LocalStepFunctions.Simulation;

/// <summary>The counts of a Map Run, in child executions or in items. The last two are optional in the service's model.</summary>
internal sealed record Counts(
    long Pending,
    long Running,
    long Succeeded,
    long Failed,
    long TimedOut,
    long Aborted,
    long Total,
    long ResultsWritten,
    long? FailuresNotRedrivable,
    long? PendingRedrive);
