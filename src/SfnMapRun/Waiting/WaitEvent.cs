namespace SfnMapRun.Waiting;

/// <summary>What has become known about a Map Run that is waited for.</summary>
internal abstract record WaitEvent(string MapRunArn)
{
    /// <summary>It still runs. The figures are those of its <see cref="ProgressWindow"/>.</summary>
    internal sealed record Looked(string MapRunArn, MapRun MapRun, double? ItemsPerSecond, TimeSpan? Left) : WaitEvent(MapRunArn);

    /// <summary>A look failed in passing, as so many in a row did; it will be looked at again.</summary>
    internal sealed record Missed(string MapRunArn, StepFunctionsException Error, int InARow) : WaitEvent(MapRunArn);

    /// <summary>It has stopped. Nothing more follows for it.</summary>
    internal sealed record Stopped(string MapRunArn, MapRun MapRun) : WaitEvent(MapRunArn);

    /// <summary>It can't be looked at. Nothing more follows for it.</summary>
    internal sealed record Failed(string MapRunArn, StepFunctionsException Error) : WaitEvent(MapRunArn);

    /// <summary>It did not stop in time. The Map Run is as last seen, null where no look succeeded; the error is that of the last look that failed, null where none did. Nothing more follows for it.</summary>
    internal sealed record TimedOut(string MapRunArn, MapRun? MapRun, StepFunctionsException? Error) : WaitEvent(MapRunArn);
}
