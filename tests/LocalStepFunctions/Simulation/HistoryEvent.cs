namespace LocalStepFunctions.Simulation;

/// <summary>Something that happened in an execution, as GetExecutionHistory tells it.</summary>
/// <param name="Id">Its number, from 1.</param>
/// <param name="PreviousId">The number of the event that it follows on: of those of a Map Run, the one before about the same.</param>
/// <param name="Date">When it happened.</param>
/// <param name="Type">Its name in the service's model.</param>
/// <param name="MapRun">The Map Run it is about, by its place among those of the execution; null for the execution itself.</param>
/// <param name="Error">The error and cause it tells.</param>
/// <param name="RedriveCount">How often the execution had been redriven by then.</param>
internal sealed record HistoryEvent(
    long Id, long PreviousId, DateTimeOffset Date, string Type, int? MapRun, RunError? Error, int RedriveCount);
