namespace SfnMapRun.Waiting;

/// <summary>What has become known about a Map Run that is waited for, or about an execution whose Map Runs are.</summary>
/// <param name="Arn">The ARN of the Map Run or the execution; empty for what is about neither.</param>
internal abstract record WaitEvent(string Arn)
{
    /// <summary>A Map Run still runs. The figures are those of its <see cref="ProgressWindow"/>.</summary>
    internal sealed record Polled(string Arn, MapRun MapRun, double? ItemsPerSecond, TimeSpan? Left) : WaitEvent(Arn);

    /// <summary>
    /// A poll failed, one of so many in a row, and will be repeated. Nothing was seen of the Map Run or the execution since the
    /// last poll that succeeded, or since the wait began.
    /// </summary>
    internal sealed record PollFailed(string Arn, StepFunctionsException Error, int InARow, TimeSpan Unseen) : WaitEvent(Arn);

    /// <summary>Nothing in particular has, but time has passed.</summary>
    internal sealed record TimePassed() : WaitEvent(string.Empty);

    /// <summary>A Map Run has stopped. Nothing more follows for it.</summary>
    internal sealed record Stopped(string Arn, MapRun MapRun) : WaitEvent(Arn);

    /// <summary>It can't be polled. Nothing more follows for it.</summary>
    internal sealed record Failed(string Arn, StepFunctionsException Error) : WaitEvent(Arn);

    /// <summary>
    /// A Map Run did not stop in time. It is as last seen, null where no poll succeeded; the error is that of the last poll, null
    /// where that succeeded or there was none. Nothing more follows for it.
    /// </summary>
    internal sealed record TimedOut(string Arn, MapRun? MapRun, StepFunctionsException? Error) : WaitEvent(Arn);

    /// <summary>An execution that is waited for has a Map Run, which is waited for too from now on.</summary>
    internal sealed record Began(string Arn, string ExecutionArn) : WaitEvent(Arn);

    /// <summary>An execution has not ended yet. Of its Map Runs, so many are waited for still.</summary>
    internal sealed record ExecutionPolled(string Arn, ExecutionLook Look, int OpenMapRuns) : WaitEvent(Arn);

    /// <summary>
    /// An execution has ended, and so have all its Map Runs, of which some may have been seen to fail. Nothing more follows for it.
    /// </summary>
    internal sealed record ExecutionStopped(string Arn, ExecutionLook Look, bool HasUnsuccessfulMapRun) : WaitEvent(Arn);

    /// <summary>
    /// An execution did not end in time, though none of its Map Runs is waited for any longer. It is as last seen, null where no poll
    /// succeeded; the error is that of the last poll, null where that succeeded. Nothing more follows for it.
    /// </summary>
    internal sealed record ExecutionTimedOut(string Arn, ExecutionLook? Look, StepFunctionsException? Error) : WaitEvent(Arn);
}
