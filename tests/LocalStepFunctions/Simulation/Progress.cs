namespace LocalStepFunctions.Simulation;

/// <summary>How far the queue of an attempt is.</summary>
/// <param name="Status">Of the Map Run.</param>
/// <param name="Finished">How many of its child executions have finished.</param>
/// <param name="Started">How many have been started; the others of these run, or were aborted.</param>
/// <param name="Read">How many there are as far as the input has been read.</param>
/// <param name="StopDate">When the Map Run stopped.</param>
internal sealed record Progress(RunStatus Status, int Finished, int Started, int Read, DateTimeOffset? StopDate);
