using SfnMapRun.Calls;
using SfnMapRun.Model;

namespace SfnMapRun.Redriving;

/// <summary>A redrive that is possible, as far as the service tells.</summary>
/// <param name="Calls">What to make the calls with.</param>
/// <param name="Arn">The ARN of the Map Run.</param>
/// <param name="Run">The Map Run as it is before the redrive.</param>
/// <param name="ExecutionArn">The ARN of the parent execution, which is what a redrive takes.</param>
internal sealed record RedrivePlan(StepFunctionsCalls Calls, StepFunctionsArn Arn, MapRun Run, string ExecutionArn)
{
    /// <summary>The parent execution as it is before the redrive; null where it runs again already.</summary>
    public MapRunExecution? Parent { get; init; }

    /// <summary>When the execution was redriven because of another of its Map Runs; null where it still has to be.</summary>
    public DateTime? RedrivenAt { get; init; }
}
