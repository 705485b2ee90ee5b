using LocalStepFunctions.Simulation;

namespace LocalStepFunctions;

/// <summary>Values as they go over the wire.</summary>
internal static class Wire
{
    public static decimal Date(DateTimeOffset date) => date.ToUnixTimeMilliseconds() / 1000m;

    public static string Name(RunStatus status) => status switch
    {
        RunStatus.Running => "RUNNING",
        RunStatus.Succeeded => "SUCCEEDED",
        RunStatus.Failed => "FAILED",
        _ => "ABORTED",
    };

    public static string Name(ChildStatus status) => status switch
    {
        ChildStatus.Running => "RUNNING",
        ChildStatus.Succeeded => "SUCCEEDED",
        ChildStatus.Failed => "FAILED",
        ChildStatus.TimedOut => "TIMED_OUT",
        ChildStatus.Aborted => "ABORTED",
        _ => "PENDING_REDRIVE",
    };
}
