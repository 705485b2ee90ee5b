using SfnMapRun.Model;

namespace SfnMapRun.Errors;

/// <summary>What a policy has to name so that a call about a resource is allowed.</summary>
internal static class PolicyResource
{
    /// <summary>All Map Runs or executions of the state machine: a policy for one id would be useless for the next.</summary>
    public static string Of(string? resource) => StepFunctionsArn.TryParse(resource, out var arn)
        ? $"arn:{arn.Partition}:states:{arn.Region}:{arn.AccountId}:{arn.ResourceType}:"
            + $"{arn.StateMachineName}{(arn.Label is null ? ':' : '/')}*"
        : "*";
}
