using SfnMapRun.Arns;

namespace SfnMapRun.Errors;

/// <summary>What a user can do about a failure, in a sentence or two.</summary>
internal static class Advice
{
    private const string ExecutionArnForm = "arn:{partition}:states:{region}:{account}:execution:{stateMachine}:{name}";
    private const string MapRunArnForm = "arn:{partition}:states:{region}:{account}:mapRun:{stateMachine}/{label}:{id}";

    /// <summary>The advice for a failure.</summary>
    /// <param name="kind">What failed.</param>
    /// <param name="operation">The operation that was called, such as <c>DescribeMapRun</c>; null where none was.</param>
    /// <param name="resource">The ARN that it was about, or what was given instead of one.</param>
    public static string For(FailureKind kind, string? operation, string? resource) => kind switch
    {
        FailureKind.NotAMapRunArn => $"Give an ARN of the form {MapRunArnForm}.",
        FailureKind.ExecutionArnGiven => $"List the Map Runs that it started, and take those: Get-SFNMapRunList '{resource}'.",
        FailureKind.ChildExecutionArnGiven =>
            $"Give the ARN of its Map Run: it is the mapRunArn of aws stepfunctions describe-execution --execution-arn '{resource}'.",
        FailureKind.StateMachineArnGiven =>
            $"List the executions of the state machine, then the Map Runs of one of them: aws stepfunctions list-executions --state-machine-arn '{resource}'.",
        FailureKind.NotAnExecutionArn => $"Give an ARN of the form {ExecutionArnForm}.",
        FailureKind.MapRunArnGiven => $"Get-SFNMapRun describes it; its ExecutionArn is the execution that started it: Get-SFNMapRun '{resource}'.",
        FailureKind.InvalidArn => "Check the ARN, and that the Region called is the one that it names.",
        FailureKind.MapRunNotFound =>
            "Check the ARN's Region, account and id, and the account that the credentials belong to. AWS keeps a Map Run for 90 days after its execution has closed.",
        FailureKind.ExecutionNotFound =>
            "Check the ARN's Region, account and name, and the account that the credentials belong to. AWS keeps an execution for 90 days after it has closed.",
        FailureKind.PageTokenExpired => "Run the command again: AWS keeps the place in a list for 24 hours.",
        FailureKind.NothingToUpdate => "Give -MaxConcurrency, -ToleratedFailurePercentage or -ToleratedFailureCount.",
        FailureKind.MapRunHasStopped => "Settings can be changed while a Map Run is running; those of the next one stand in the state machine's definition.",
        FailureKind.NotRedrivable => "A redrive is for what failed within the last 14 days, once its execution has ended.",
        FailureKind.WaitTimedOut => "Only the wait has ended: wait again, with a longer -Timeout or none.",
        FailureKind.MapRunFailed or FailureKind.MapRunAborted => "Get-SFNMapRunFailure tells why, and Restart-SFNMapRun redrives it.",
        FailureKind.AccessDenied => $"Allow the action states:{operation} on the resource {ResourceOf(resource)}.",
        FailureKind.NoCredentials =>
            "Give -ProfileName or -AccessKey and -SecretKey, set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in with 'aws configure' or 'aws sso login'.",
        FailureKind.InvalidCredentials => "Correct the credentials, or leave them out to use those of the environment.",
        FailureKind.ProfileNotFound => "Correct the name, or add the profile with 'aws configure --profile'.",
        FailureKind.BrokenConfigFile => "Mend that line: a file of profiles has sections in brackets, and lines of the form name = value.",
        FailureKind.CredentialProcessFailed => "Run the command of credential_process by hand: it has to print credentials as JSON, and exit with 0.",
        FailureKind.RoleNotAssumed => "Check role_arn, that the role trusts the caller, and that the caller is allowed sts:AssumeRole or sts:AssumeRoleWithWebIdentity.",
        FailureKind.SsoTokenExpired => "Then run this command again: the token of the sign-in is kept for all AWS tools.",
        FailureKind.ExpiredCredentials => "Get new temporary credentials, for example with 'aws sso login', and run the command again.",
        FailureKind.UnknownCredentials => "Check the access key and the session token: AWS does not know them, or not in this partition.",
        FailureKind.InvalidSignature => "Check that the secret key belongs to the access key, and that this machine's clock is right.",
        FailureKind.InvalidEndpoint => "Give a Region such as eu-central-1, and as -EndpointUrl an address that starts with https:// or http://.",
        FailureKind.Throttled =>
            $"Wait, then ask again for fewer at once: all callers of {operation} in an account and Region share one quota.",
        FailureKind.EndpointUnreachable => "Check the network, the proxy, the Region's name, and -EndpointUrl or AWS_ENDPOINT_URL if one is set.",
        FailureKind.RequestTimeout => "Check the network and the endpoint, then try again.",
        FailureKind.ServiceUnavailable => "Try again in a while; the AWS Health Dashboard shows whether the Region has trouble.",
        FailureKind.InvalidAnswer => "Check that the endpoint is Step Functions, and that no proxy or sign-in page answers in its place.",
        FailureKind.ServiceError => "Look up the error code in the Step Functions API reference.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    // All Map Runs or executions of the state machine: a policy for one id is of no use for the next.
    private static string ResourceOf(string? resource) => StepFunctionsArn.TryParse(resource, out var arn)
        ? $"arn:{arn.Partition}:states:{arn.Region}:{arn.AccountId}:{arn.ResourceType}:{arn.StateMachineName}{(arn.Label is null ? ':' : '/')}*"
        : "*";
}
