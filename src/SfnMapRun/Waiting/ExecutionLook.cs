using SfnMapRun.Model;

namespace SfnMapRun.Waiting;

/// <summary>What a look at an execution has found: how it is, and then which Map Runs it has started.</summary>
/// <param name="Execution">The execution; with error and cause once it has failed, where these can be had.</param>
/// <param name="MapRuns">Its Map Runs, the oldest first; all of them, once it has ended.</param>
/// <param name="Refusal">Why error and cause can't be had; null where they can, or were not asked for.</param>
internal sealed record ExecutionLook(MapRunExecution Execution, IReadOnlyList<StepFunctionsArn> MapRuns, StepFunctionsException? Refusal)
{
    /// <summary>Whether the execution has ended, so that no Map Run will follow.</summary>
    public bool HasEnded => MapRunStatus.HasEnded(Execution);

    /// <summary>Whether it has ended in any other way than with success.</summary>
    public bool HasFailed => HasEnded && !MapRunStatus.Is(Execution.Status, MapRunStatus.Succeeded);
}
