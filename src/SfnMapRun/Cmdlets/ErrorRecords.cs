using System.Management.Automation;
using SfnMapRun.Errors;

namespace SfnMapRun.Cmdlets;

/// <summary>Makes error records: the id from the kind, the category that fits it, and what to do next.</summary>
internal static class ErrorRecords
{
    /// <summary>The record for a failure about a target, which is null where it is not about one.</summary>
    public static ErrorRecord ToErrorRecord(this StepFunctionsException exception, string? target) =>
        // Not as RecommendedAction: PowerShell 7.4 does not show it, and "$_" in a log leaves it out.
        new(exception, exception.Kind.ToString(), CategoryOf(exception.Kind), target)
        {
            ErrorDetails = new ErrorDetails($"{exception.Message.TrimEnd('.')}. {Advice.For(exception.Kind, exception.Operation, exception.Resource ?? target)}"),
        };

    private static ErrorCategory CategoryOf(FailureKind kind) => kind switch
    {
        FailureKind.NotAMapRunArn or FailureKind.ExecutionArnGiven or FailureKind.ChildExecutionArnGiven
            or FailureKind.StateMachineArnGiven or FailureKind.NotAnExecutionArn or FailureKind.MapRunArnGiven
            or FailureKind.NothingToUpdate or FailureKind.InvalidArn or FailureKind.InvalidEndpoint => ErrorCategory.InvalidArgument,
        FailureKind.MapRunNotFound or FailureKind.ExecutionNotFound or FailureKind.ProfileNotFound => ErrorCategory.ObjectNotFound,
        FailureKind.AccessDenied => ErrorCategory.PermissionDenied,
        FailureKind.NoCredentials or FailureKind.InvalidCredentials or FailureKind.ExpiredCredentials
            or FailureKind.UnknownCredentials or FailureKind.InvalidSignature or FailureKind.CredentialProcessFailed
            or FailureKind.RoleNotAssumed or FailureKind.SsoTokenExpired => ErrorCategory.AuthenticationError,
        FailureKind.BrokenConfigFile => ErrorCategory.InvalidData,
        FailureKind.Throttled => ErrorCategory.LimitsExceeded,
        FailureKind.EndpointUnreachable => ErrorCategory.ConnectionError,
        FailureKind.RequestTimeout or FailureKind.WaitTimedOut => ErrorCategory.OperationTimeout,
        FailureKind.ServiceUnavailable => ErrorCategory.ResourceUnavailable,
        FailureKind.InvalidAnswer or FailureKind.MapRunFailed => ErrorCategory.InvalidResult,
        FailureKind.MapRunAborted => ErrorCategory.OperationStopped,
        FailureKind.PageTokenExpired or FailureKind.MapRunHasStopped or FailureKind.NotRedrivable or FailureKind.ServiceError => ErrorCategory.InvalidOperation,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
