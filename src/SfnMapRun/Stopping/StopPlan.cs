using SfnMapRun.Calls;
using SfnMapRun.Model;

namespace SfnMapRun.Stopping;

/// <summary>A stop that makes sense, as far as the service tells.</summary>
/// <param name="Calls">What to make the calls with.</param>
/// <param name="Arn">The ARN of the Map Run.</param>
/// <param name="Run">The Map Run as it is before the stop.</param>
/// <param name="ExecutionArn">The ARN of the parent execution, which is what is stopped.</param>
internal sealed record StopPlan(StepFunctionsCalls Calls, StepFunctionsArn Arn, MapRun Run, string ExecutionArn)
{
    /// <summary>How many other Map Runs of the execution are running; null where that is not known.</summary>
    public int? Others { get; init; }

    /// <summary>Whether the execution was stopped because of another of its Map Runs.</summary>
    public bool IsStopped { get; init; }
}
