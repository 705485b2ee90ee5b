using SfnMapRun.Model;

namespace SfnMapRun.Errors;

/// <summary>What a policy has to name so that a call about a resource is allowed.</summary>
internal static class PolicyResource
{
    /// <summary>
    /// A state machine itself, and all Map Runs, executions, versions or aliases of one: a policy for one id would be useless for the
    /// next.
    /// </summary>
    public static string Of(string? resource) => !StepFunctionsArn.TryParse(resource, out var arn) ? "*"
        : arn is { Kind: ArnKind.StateMachine, Id: null } ? arn.Text
        : $"arn:{arn.Partition}:states:{arn.Region}:{arn.AccountId}:{arn.ResourceType}:"
            + $"{arn.StateMachineName}{(arn.Label is null ? ':' : '/')}*";
}
