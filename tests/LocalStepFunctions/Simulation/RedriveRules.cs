namespace LocalStepFunctions.Simulation;

/// <summary>When an execution can be redriven.</summary>
internal static class RedriveRules
{
    public const int MostRedrives = 1000;
    public const string TooOld = "Execution is past its redrivable period";
    public const string TooOften = "Execution has reached the maximum number of redrives";

    private static readonly TimeSpan Window = TimeSpan.FromDays(14);

    /// <summary>Why an execution can't be redriven, null if it can.</summary>
    public static string? Obstacle(ExecutionState state, DateTimeOffset now) => state switch
    {
        { Status: RunStatus.Running or RunStatus.Succeeded } => IsStill(Name(state.Status)),
        _ when IsTooOld(state.StopDate, now) => TooOld,
        { RedriveCount: >= MostRedrives } => TooOften,
        _ => null,
    };

    /// <summary>The text for an execution that is in no state to be redriven.</summary>
    public static string IsStill(string status) => $"Execution is {status} and cannot be redriven";

    public static bool IsTooOld(DateTimeOffset? stopDate, DateTimeOffset now) => now - stopDate > Window;

    private static string Name(RunStatus status) => status is RunStatus.Running ? "RUNNING" : "SUCCEEDED";
}
