namespace SfnMapRun.Model;

/// <summary>Something that happened in an execution. API: an event of GetExecutionHistory.</summary>
/// <param name="Id">Its number, from 1. API: <c>id</c>.</param>
/// <param name="PreviousId">The number of the event that it follows on in its branch of the execution. API: <c>previousEventId</c>.</param>
/// <param name="Date">When it happened. API: <c>timestamp</c>.</param>
/// <param name="Type">What happened: <c>MapRunFailed</c>. API: <c>type</c>.</param>
/// <param name="MapRunArn">The Map Run that started or was redriven; null for other events. API: <c>mapRunArn</c> of the details.</param>
/// <param name="Error">The error of a Map Run that failed; null for other events. API: <c>error</c> of the details.</param>
/// <param name="Cause">The cause of that error; null for other events. API: <c>cause</c> of the details.</param>
internal sealed record ExecutionEvent(
    long Id, long? PreviousId, DateTime? Date, string? Type, string? MapRunArn, string? Error, string? Cause);
