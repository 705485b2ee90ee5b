namespace LocalStepFunctions.Simulation;

/// <summary>Why an execution failed or was stopped. What a Map Run failed of is told by its execution alone.</summary>
/// <param name="Error">The error's name; null where StopExecution gave none.</param>
/// <param name="Cause">Its text; null for none.</param>
internal sealed record RunError(string? Error, string? Cause)
{
    /// <summary>More of a Map Run failed than was tolerated. Any other error is the Map Run's own.</summary>
    public static readonly RunError ThresholdExceeded =
        new("States.ExceedToleratedFailureThreshold", "The specified tolerated failure threshold was exceeded");

    /// <summary>Whether a redrive starts a new Map Run in place of the one that failed.</summary>
    public bool StartsNewMapRun { get; init; }
}
