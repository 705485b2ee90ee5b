namespace SfnMapRun.Waiting;

/// <summary>What has become known about a Map Run that is waited for.</summary>
internal abstract record WaitEvent(string MapRunArn)
{
    /// <summary>It still runs. The figures are those of its <see cref="ProgressWindow"/>.</summary>
    internal sealed record Polled(string MapRunArn, MapRun MapRun, double? ItemsPerSecond, TimeSpan? Left) : WaitEvent(MapRunArn);

    /// <summary>
    /// A poll failed, one of so many in a row, and will be repeated. Nothing was seen of the Map Run since the last poll that
    /// succeeded, or since the wait began.
    /// </summary>
    internal sealed record PollFailed(string MapRunArn, StepFunctionsException Error, int InARow, TimeSpan Unseen)
        : WaitEvent(MapRunArn);

    /// <summary>Nothing in particular has, but time has passed.</summary>
    internal sealed record TimePassed() : WaitEvent(string.Empty);

    /// <summary>It has stopped. Nothing more follows for it.</summary>
    internal sealed record Stopped(string MapRunArn, MapRun MapRun) : WaitEvent(MapRunArn);

    /// <summary>It can't be polled. Nothing more follows for it.</summary>
    internal sealed record Failed(string MapRunArn, StepFunctionsException Error) : WaitEvent(MapRunArn);

    /// <summary>
    /// It did not stop in time. The Map Run is as last seen, null where no poll succeeded; the error is that of the last poll, null
    /// where that succeeded or there was none. Nothing more follows for it.
    /// </summary>
    internal sealed record TimedOut(string MapRunArn, MapRun? MapRun, StepFunctionsException? Error) : WaitEvent(MapRunArn);
}
