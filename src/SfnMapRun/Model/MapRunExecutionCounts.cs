namespace SfnMapRun;

/// <summary>How many child executions of a Map Run are in which state. API: <c>executionCounts</c>.</summary>
public sealed class MapRunExecutionCounts : MapRunCounts
{
}
