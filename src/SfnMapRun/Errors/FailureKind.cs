using System.Reflection;
using System.Runtime.CompilerServices;

namespace SfnMapRun.Errors;

/// <summary>
/// The one table of errors. Each kind is an entry: its id, which scripts match on and which therefore never changes; its
/// category; whether the call may succeed later; the service's error codes for it; and what the user can do about it.
/// </summary>
internal sealed class FailureKind
{
    /// <summary>The text is not an ARN of a Map Run; no call was made.</summary>
    public static readonly FailureKind NotAMapRunArn = new(
        FailureCategory.InvalidArgument,
        "Give an ARN of the form arn:{partition}:states:{region}:{account}:mapRun:{stateMachine}/{label}:{id}.");

    /// <summary>The input is the text of JSON, and not objects; no call was made.</summary>
    public static readonly FailureKind JsonTextGiven = new(
        FailureCategory.InvalidArgument,
        "Put ConvertFrom-Json in between, which makes objects of it: … | ConvertFrom-Json | Get-SFNMapRun.");

    /// <summary>The ARN is that of an execution, which may have started Map Runs; no call was made.</summary>
    public static readonly FailureKind ExecutionArnGiven = new(
        FailureCategory.InvalidArgument, (_, resource) =>
            $"List the Map Runs that it started, and take those: Get-SFNMapRunList '{resource}'.");

    /// <summary>The ARN is that of a child execution, which a Map Run started; no call was made.</summary>
    public static readonly FailureKind ChildExecutionArnGiven = new(
        FailureCategory.InvalidArgument,
        (_, resource) => "Give the ARN of its Map Run: it is the mapRunArn of "
            + $"aws stepfunctions describe-execution --execution-arn '{resource}'.");

    /// <summary>The ARN is that of a state machine; no call was made.</summary>
    public static readonly FailureKind StateMachineArnGiven = new(
        FailureCategory.InvalidArgument,
        (_, resource) => $"List the Map Runs of its executions, and take those: Get-SFNMapRunList -StateMachineArn '{resource}'.");

    /// <summary>The text is not an ARN of an execution; no call was made.</summary>
    public static readonly FailureKind NotAnExecutionArn = new(
        FailureCategory.InvalidArgument,
        "Give an ARN of the form arn:{partition}:states:{region}:{account}:execution:{stateMachine}:{name}, "
            + "or for all executions of a state machine its ARN as -StateMachineArn.");

    /// <summary>The text is not an ARN of a state machine; no call was made.</summary>
    public static readonly FailureKind NotAStateMachineArn = new(
        FailureCategory.InvalidArgument,
        "Give an ARN of the form arn:{partition}:states:{region}:{account}:stateMachine:{name}, with :{version} or :{alias} if need be.");

    /// <summary>The ARN is that of a Map Run, where an execution's was expected; no call was made.</summary>
    public static readonly FailureKind MapRunArnGiven = new(
        FailureCategory.InvalidArgument,
        (_, resource) => $"Get-SFNMapRun describes it; its ExecutionArn is the execution that started it: Get-SFNMapRun '{resource}'.");

    /// <summary>The service does not accept the ARN.</summary>
    public static readonly FailureKind InvalidArn = new(
        FailureCategory.InvalidArgument, "Check the ARN, and that the Region called is the one that it names.")
    {
        Codes = ["InvalidArn"],
    };

    /// <summary>The service knows no such Map Run.</summary>
    public static readonly FailureKind MapRunNotFound = new(
        FailureCategory.ObjectNotFound,
        "Check the ARN's Region, account and id, and the account that the credentials belong to. "
            + "AWS keeps a Map Run for 90 days after its execution has closed, or 30 where the account asked for that.")
    {
        Codes = ["ResourceNotFound"],
    };

    /// <summary>The service knows no such execution.</summary>
    public static readonly FailureKind ExecutionNotFound = new(
        FailureCategory.ObjectNotFound,
        "Check the ARN's Region, account and name, and the account that the credentials belong to. "
            + "AWS keeps an execution for 90 days after it has closed, or 30 where the account asked for that.")
    {
        Codes = ["ExecutionDoesNotExist"],
    };

    /// <summary>The service knows no such state machine, or no such version or alias of it.</summary>
    public static readonly FailureKind StateMachineNotFound = new(
        FailureCategory.ObjectNotFound,
        "Check the ARN's Region, account and name, a version or an alias in it, and the account that the credentials belong to.")
    {
        Codes = ["StateMachineDoesNotExist"],
    };

    /// <summary>The state machine is an express one: the service keeps no list of its executions.</summary>
    public static readonly FailureKind StateMachineTypeNotSupported = new(
        FailureCategory.InvalidArgument,
        "It is an express state machine: AWS lists the executions of standard ones alone, and only those can start Map Runs. "
            + "Give the one that starts the Map Run, or the Map Run itself: Get-SFNMapRunExecution lists express child executions.")
    {
        Codes = ["StateMachineTypeNotSupported"],
    };

    /// <summary>A list was read for longer than its page tokens live.</summary>
    public static readonly FailureKind PageTokenExpired = new(
        FailureCategory.InvalidOperation, "Run the command again: AWS keeps the place in a list for 24 hours.")
    {
        Codes = ["InvalidToken"],
    };

    /// <summary>No setting was given to change; no call was made.</summary>
    public static readonly FailureKind NothingToUpdate = new(
        FailureCategory.InvalidArgument, "Give -MaxConcurrency, -ToleratedFailurePercentage or -ToleratedFailureCount.");

    /// <summary>The Map Run has stopped: its settings can't be changed any more.</summary>
    public static readonly FailureKind MapRunHasStopped = new(
        FailureCategory.InvalidOperation,
        "Settings can be changed while a Map Run is running; those of the next one are in the state machine's definition.")
    {
        Codes = ["ValidationException/CANNOT_UPDATE_COMPLETED_MAP_RUN"],
    };

    /// <summary>The Map Run has stopped: there is nothing to stop any more.</summary>
    public static readonly FailureKind MapRunNotRunning = new(
        FailureCategory.InvalidOperation, "There is nothing to stop. Get-SFNMapRun shows how it ended.");

    /// <summary>The parent execution is itself a child execution, which is stopped and redriven with its own Map Run.</summary>
    public static readonly FailureKind ParentIsChildExecution = new(
        FailureCategory.InvalidOperation,
        (_, resource) => "The execution that started the Map Run is itself a child execution. Take the Map Run that it belongs to, the "
            + $"mapRunArn of aws stepfunctions describe-execution --execution-arn '{resource}'.")
    {
        Codes = ["ValidationException/API_DOES_NOT_SUPPORT_LABELED_ARNS"],
    };

    /// <summary>The Map Run, or its parent execution, can't be redriven.</summary>
    public static readonly FailureKind NotRedrivable = new(
        FailureCategory.InvalidOperation, "Only an execution that ended without success, within the last 14 days, can be redriven.")
    {
        Codes = ["ExecutionNotRedrivable"],
    };

    /// <summary>The redrive was accepted, and then failed: the execution or the Map Run has stopped again.</summary>
    public static readonly FailureKind RedriveFailed = new(
        FailureCategory.InvalidResult, "Mend that, and redrive again; Get-SFNMapRunFailure tells more.");

    /// <summary>The Map Run or the execution had not stopped when the time was up.</summary>
    public static readonly FailureKind WaitTimedOut = new(
        FailureCategory.OperationTimeout, "Only the wait has ended: wait again, with a longer -Timeout or none.");

    /// <summary>The Map Run that was waited for failed.</summary>
    public static readonly FailureKind MapRunFailed = new(
        FailureCategory.InvalidResult, "Get-SFNMapRunFailure tells why, and Restart-SFNMapRun redrives it.");

    /// <summary>The Map Run that was waited for was aborted.</summary>
    public static readonly FailureKind MapRunAborted = new(
        FailureCategory.OperationStopped, "Get-SFNMapRunFailure tells why, and Restart-SFNMapRun redrives it.");

    /// <summary>The execution whose Map Runs were waited for failed, timed out or was aborted, for another reason than a Map Run.</summary>
    public static readonly FailureKind ExecutionFailed = new(
        FailureCategory.InvalidResult,
        (_, resource) => "Mend that, and start the execution anew, or redrive it from where it failed: "
            + $"aws stepfunctions redrive-execution --execution-arn '{resource}'.");

    /// <summary>The file of the report exists, and is not to be overwritten; no call was made.</summary>
    public static readonly FailureKind ReportExists = new(
        FailureCategory.ResourceExists, "Give another -Path, or leave out -NoClobber to overwrite it.");

    /// <summary>The file of the report can't be written; what was there before is still there.</summary>
    public static readonly FailureKind ReportNotWritten = new(
        FailureCategory.WriteError,
        "Give a -Path in a folder that exists and that you may write to; -Force overwrites a file that is read-only.");

    /// <summary>A file or folder with results of a Map Run is not there; no call was made.</summary>
    public static readonly FailureKind ResultFileNotFound = new(
        FailureCategory.ObjectNotFound,
        "Check the path, or download all of it: aws s3 sync s3://{bucket}/{prefix}/{map run id} {folder}.");

    /// <summary>A file is not what a ResultWriter writes, or no longer; no call was made.</summary>
    public static readonly FailureKind BrokenResultFile = new(
        FailureCategory.InvalidData,
        "Give what a ResultWriter wrote, as it is in S3: a manifest.json, a file that it lists, or a folder of them.");

    /// <summary>A file with results of a Map Run can't be opened or read; no call was made.</summary>
    public static readonly FailureKind ResultFileUnreadable = new(
        FailureCategory.ReadError, "Check that you may read the file, and that no other program keeps it to itself.");

    /// <summary>The caller may not make this call.</summary>
    public static readonly FailureKind AccessDenied = new(
        FailureCategory.PermissionDenied,
        (operation, resource) => $"Allow the action states:{operation} on the resource {PolicyResource.Of(resource)}.")
    {
        Codes = ["AccessDeniedException", "AccessDenied"],
        ConcernsEveryCall = true,
    };

    /// <summary>The caller may not use the key that protects the payloads, errors and causes of executions.</summary>
    public static readonly FailureKind KmsAccessDenied = new(
        FailureCategory.PermissionDenied,
        (operation, resource) => CauseOf(operation, resource)
            ?? $"Allow the caller the action kms:Decrypt on {KeyOf(resource)}, in its policy and in that of the key.")
    {
        Codes = ["KmsAccessDeniedException"],
        ConcernsPayload = true,
    };

    /// <summary>The key that protects the payloads, errors and causes of executions is disabled, deleted or not there.</summary>
    public static readonly FailureKind KmsInvalidState = new(
        FailureCategory.ResourceUnavailable,
        (operation, resource) => CauseOf(operation, resource)
            ?? $"Enable {KeyOf(resource)}, or cancel its deletion: without it, what it protects can't be read.")
    {
        Codes = ["KmsInvalidStateException"],
        ConcernsPayload = true,
    };

    /// <summary>Neither parameters nor environment nor profile give credentials.</summary>
    public static readonly FailureKind NoCredentials = new(
        FailureCategory.AuthenticationError,
        "Give -ProfileName or -AccessKey and -SecretKey, set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, "
            + "set up keys with 'aws configure', or sign in with 'aws sso login'.");

    /// <summary>The parameters or the profile name credentials that can't be used.</summary>
    public static readonly FailureKind InvalidCredentials = new(
        FailureCategory.AuthenticationError, "Correct the credentials, or leave them out to use those of the environment.")
    {
        Recovery = Recovery.Eventual,
    };

    /// <summary>The config and credentials files hold no profile of that name.</summary>
    public static readonly FailureKind ProfileNotFound = new(
        FailureCategory.ObjectNotFound, "Correct the name, or add the profile with 'aws configure --profile'.");

    /// <summary>The config or the credentials file can't be read as one.</summary>
    public static readonly FailureKind BrokenConfigFile = new(
        FailureCategory.InvalidData, "Fix that line: a file of profiles has sections in brackets, and lines of the form name = value.");

    /// <summary>The profile's <c>credential_process</c> failed, or printed something else.</summary>
    public static readonly FailureKind CredentialProcessFailed = new(
        FailureCategory.AuthenticationError,
        "Run the command of credential_process yourself: it has to print credentials as JSON, and exit with 0.")
    {
        Recovery = Recovery.Eventual,
    };

    /// <summary>The token service did not let the caller assume the role.</summary>
    public static readonly FailureKind RoleNotAssumed = new(
        FailureCategory.AuthenticationError,
        "Check role_arn, that the role trusts the caller, and that the caller is allowed sts:AssumeRole or sts:AssumeRoleWithWebIdentity.")
    {
        Recovery = Recovery.Eventual,
    };

    /// <summary>The profile's sign-in (SSO) has expired, or there was none.</summary>
    public static readonly FailureKind SsoTokenExpired = new(
        FailureCategory.AuthenticationError, "Then run this command again: the token of the sign-in is kept for all AWS tools.")
    {
        Recovery = Recovery.Eventual,
    };

    /// <summary>Temporary credentials have expired.</summary>
    public static readonly FailureKind ExpiredCredentials = new(
        FailureCategory.AuthenticationError, "Get new temporary credentials, for example with 'aws sso login', and run the command again.")
    {
        Codes = ["ExpiredTokenException", "ExpiredToken"],
        Recovery = Recovery.WithNewKeys,
        ConcernsEveryCall = true,
    };

    /// <summary>AWS doesn't know the access key or the session token.</summary>
    public static readonly FailureKind UnknownCredentials = new(
        FailureCategory.AuthenticationError,
        "Check the access key and the session token: AWS does not know them, or not in this partition.")
    {
        Codes =
        [
            "UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId",
            "MissingAuthenticationToken", "MissingAuthenticationTokenException",
        ],
        ConcernsEveryCall = true,
    };

    /// <summary>The clock is so wrong that AWS takes no signature made by it, and correcting it by a response did not help.</summary>
    public static readonly FailureKind ClockSkew = new(
        FailureCategory.AuthenticationError,
        "Set this machine's clock, for example by time synchronization (NTP): AWS takes no request that is off by more than 5 minutes.")
    {
        Codes = ["RequestTimeTooSkewed", "RequestExpired"],
        ConcernsEveryCall = true,
    };

    /// <summary>The secret key doesn't fit the access key.</summary>
    public static readonly FailureKind InvalidSignature = new(
        FailureCategory.AuthenticationError, "Check that the secret key belongs to the access key.")
    {
        Codes = ["InvalidSignatureException", "SignatureDoesNotMatch", "IncompleteSignature", "IncompleteSignatureException"],
        ConcernsEveryCall = true,
    };

    /// <summary>The endpoint or the Region can't be used as given.</summary>
    public static readonly FailureKind InvalidEndpoint = new(
        FailureCategory.InvalidArgument,
        "Give a Region such as eu-central-1, and as -EndpointUrl an address that starts with https:// or http://.");

    /// <summary>The account's quota is used up, and retries did not help.</summary>
    public static readonly FailureKind Throttled = new(
        FailureCategory.LimitsExceeded,
        (operation, _) => $"Wait, then ask again for fewer at once: all callers of {operation} in an account and Region share one quota.")
    {
        Codes = ["ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded", "KmsThrottlingException"],
        Recovery = Recovery.Eventual,
    };

    /// <summary>No connection to the endpoint.</summary>
    public static readonly FailureKind EndpointUnreachable = new(
        FailureCategory.ConnectionError,
        "Check the network, the proxy, the Region's name, and -EndpointUrl or AWS_ENDPOINT_URL if one is set.")
    {
        Recovery = Recovery.Transient,
    };

    /// <summary>The endpoint did not respond in time.</summary>
    public static readonly FailureKind RequestTimeout = new(
        FailureCategory.OperationTimeout, "Check the network and the endpoint, then try again.")
    {
        Recovery = Recovery.Transient,
    };

    /// <summary>The service failed (HTTP 5xx), and retries did not help.</summary>
    public static readonly FailureKind ServiceUnavailable = new(
        FailureCategory.ResourceUnavailable, "Try again in a while; the AWS Health Dashboard shows whether the Region has trouble.")
    {
        Recovery = Recovery.Transient,
    };

    /// <summary>What came back is not a response of Step Functions.</summary>
    public static readonly FailureKind InvalidResponse = new(
        FailureCategory.InvalidResult,
        "Check that the endpoint is Step Functions, and that no proxy or sign-in page responds in its place.")
    {
        Recovery = Recovery.Transient,
    };

    /// <summary>The service refused the call with a code that has no kind of its own.</summary>
    public static readonly FailureKind ServiceError = new(
        FailureCategory.InvalidOperation, "Look up the error code in the Step Functions API reference.");

    private readonly Func<string?, string?, string> _advice;

    private FailureKind(FailureCategory category, string advice, [CallerMemberName] string id = "")
        : this(category, (_, _) => advice, id)
    {
    }

    private FailureKind(FailureCategory category, Func<string?, string?, string> advice, [CallerMemberName] string id = "")
    {
        Id = id;
        Category = category;
        _advice = advice;
    }

    /// <summary>All entries of the table.</summary>
    public static IEnumerable<FailureKind> All => typeof(FailureKind)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (FailureKind)field.GetValue(null)!);

    /// <summary>The entry with an id, in any case.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static FailureKind Named(string id) =>
        All.FirstOrDefault(kind => kind.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no error id '{id}'. There are: {string.Join(", ", All)}.", nameof(id));

    /// <summary>The error id that scripts match on: the name of the entry.</summary>
    public string Id { get; }

    public FailureCategory Category { get; }

    /// <summary>Whether the same call may succeed later.</summary>
    public Recovery Recovery { get; private init; }

    /// <summary>
    /// The service's error codes for it, without a namespace; with a slash and the reason where the code alone does not tell.
    /// </summary>
    public IReadOnlyList<string> Codes { get; private init; } = [];

    /// <summary>
    /// Whether it is a failure of the caller, so that each further call of the same operation would fail in the same way.
    /// </summary>
    public bool ConcernsEveryCall { get; private init; }

    /// <summary>
    /// Whether it is about payloads, errors and causes alone, so that the same call succeeds without asking for them.
    /// </summary>
    public bool ConcernsPayload { get; private init; }

    /// <summary>What a user can do about it, in a sentence or two.</summary>
    /// <param name="operation">The operation that was called, such as <c>DescribeMapRun</c>; null where none was.</param>
    /// <param name="resource">The ARN that it was about, or what was given instead of one.</param>
    public string Advice(string? operation, string? resource) => _advice(operation, resource);

    public override string ToString() => Id;

    private static string? CauseOf(string? operation, string? resource) => operation == "StopExecution"
        ? $"Nothing was stopped. Leave out -Cause and -Error, which alone need {KeyOf(resource)}."
        : null;

    private static string KeyOf(string? resource) => resource?.Contains(":kms:", StringComparison.Ordinal) == true
        ? $"the key {resource}"
        : "the customer-managed key of the state machine";
}
