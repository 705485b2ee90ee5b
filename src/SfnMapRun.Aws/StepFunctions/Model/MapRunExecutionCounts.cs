namespace Amazon.StepFunctions.Model;

/// <summary>The child executions of a Map Run by state.</summary>
internal sealed class MapRunExecutionCounts
{
    public long? Pending { get; set; }

    public long? Running { get; set; }

    public long? Succeeded { get; set; }

    public long? Failed { get; set; }

    public long? TimedOut { get; set; }

    public long? Aborted { get; set; }

    public long? Total { get; set; }

    public long? ResultsWritten { get; set; }

    public long? FailuresNotRedrivable { get; set; }

    public long? PendingRedrive { get; set; }
}
