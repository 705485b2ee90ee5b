namespace LocalStepFunctions.Simulation;

/// <summary>A way in which some of the child executions fail.</summary>
/// <param name="Error">The error's name.</param>
/// <param name="Status"><see cref="ChildStatus.Failed"/> or <see cref="ChildStatus.TimedOut"/>.</param>
/// <param name="Cause">Its text, with placeholders for what differs from one to the other; null for none.</param>
/// <param name="Percent">How many of all child executions fail in this way.</param>
/// <param name="IsRedrivable">Whether a redrive starts them again.</param>
/// <param name="FailsAgain">Whether they fail in the same way when they are started again.</param>
internal sealed record FailurePlan(string Error, ChildStatus Status, string? Cause, decimal Percent, bool IsRedrivable, bool FailsAgain)
{
    /// <summary>How long it takes to fail; null for as long as any other.</summary>
    public double? Seconds { get; init; }
}
