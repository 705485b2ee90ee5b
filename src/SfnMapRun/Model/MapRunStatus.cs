namespace SfnMapRun.Model;

/// <summary>The statuses of a Map Run that have a meaning of their own here. The service may add others.</summary>
internal static class MapRunStatus
{
    public const string Running = "RUNNING";
    public const string Succeeded = "SUCCEEDED";
    public const string Failed = "FAILED";
    public const string Aborted = "ABORTED";

    /// <summary>Of executions only: a Map Run does not time out.</summary>
    public const string TimedOut = "TIMED_OUT";

    /// <summary>Whether a Map Run of this status stopped without success, and so may be redriven.</summary>
    public static bool IsUnsuccessful(string? status) => Is(status, Failed) || Is(status, Aborted);

    /// <summary>Whether a Map Run of this status has stopped for certain.</summary>
    public static bool IsStopped(string? status) => Is(status, Succeeded) || IsUnsuccessful(status);

    /// <summary>Whether a Map Run has stopped, also with a status that is not known here: then it has a stop date.</summary>
    public static bool HasStopped(MapRun run) => IsStopped(run.Status) || (run.StopDate is not null && !Is(run.Status, Running));

    /// <summary>Whether an execution has ended, also with a status that is not known here: then it has a stop date.</summary>
    public static bool HasEnded(MapRunExecution execution) =>
        IsStopped(execution.Status) || Is(execution.Status, TimedOut) || (execution.StopDate is not null && !Is(execution.Status, Running));

    public static bool Is(string? status, string expected) => string.Equals(status, expected, StringComparison.OrdinalIgnoreCase);
}
