namespace SfnMapRun.Errors;

/// <summary>
/// Why something can't be done. The names are the error ids that scripts match on: their meaning never changes.
/// </summary>
internal enum FailureKind
{
    /// <summary>The text is no ARN of a Map Run; no call was made.</summary>
    NotAMapRunArn,

    /// <summary>The ARN is that of an execution, which may have started Map Runs; no call was made.</summary>
    ExecutionArnGiven,

    /// <summary>The ARN is that of a child execution, which a Map Run started; no call was made.</summary>
    ChildExecutionArnGiven,

    /// <summary>The ARN is that of a state machine; no call was made.</summary>
    StateMachineArnGiven,

    /// <summary>The text is no ARN of an execution; no call was made.</summary>
    NotAnExecutionArn,

    /// <summary>The ARN is that of a Map Run, where an execution's was expected; no call was made.</summary>
    MapRunArnGiven,

    /// <summary>The service does not accept the ARN.</summary>
    InvalidArn,

    /// <summary>The service knows no such Map Run.</summary>
    MapRunNotFound,

    /// <summary>The service knows no such execution.</summary>
    ExecutionNotFound,

    /// <summary>A list was read for longer than its page tokens live.</summary>
    PageTokenExpired,

    /// <summary>No setting was given to change; no call was made.</summary>
    NothingToUpdate,

    /// <summary>The Map Run has stopped: its settings can't be changed any more.</summary>
    MapRunHasStopped,

    /// <summary>The Map Run, or its parent execution, can't be redriven.</summary>
    NotRedrivable,

    /// <summary>The Map Run had not stopped when the time was up.</summary>
    WaitTimedOut,

    /// <summary>The Map Run that was waited for failed.</summary>
    MapRunFailed,

    /// <summary>The Map Run that was waited for was aborted.</summary>
    MapRunAborted,

    /// <summary>The caller may not make this call.</summary>
    AccessDenied,

    /// <summary>Neither parameters nor environment nor profile give credentials.</summary>
    NoCredentials,

    /// <summary>The parameters or the profile name credentials that can't be used.</summary>
    InvalidCredentials,

    /// <summary>The config and credentials files hold no profile of that name.</summary>
    ProfileNotFound,

    /// <summary>The config or the credentials file can't be read as one.</summary>
    BrokenConfigFile,

    /// <summary>The profile's <c>credential_process</c> failed, or printed something else.</summary>
    CredentialProcessFailed,

    /// <summary>The token service did not let the caller assume the role.</summary>
    RoleNotAssumed,

    /// <summary>The profile's sign-in (SSO) is past its time, or there was none.</summary>
    SsoTokenExpired,

    /// <summary>Temporary credentials are past their time.</summary>
    ExpiredCredentials,

    /// <summary>AWS doesn't know the access key or the session token.</summary>
    UnknownCredentials,

    /// <summary>The secret key doesn't fit the access key, or the clock is off.</summary>
    InvalidSignature,

    /// <summary>The endpoint or the Region can't be used as given.</summary>
    InvalidEndpoint,

    /// <summary>The account's quota is used up, and retries did not help.</summary>
    Throttled,

    /// <summary>No connection to the endpoint.</summary>
    EndpointUnreachable,

    /// <summary>The endpoint did not answer in time.</summary>
    RequestTimeout,

    /// <summary>The service failed (HTTP 5xx), and retries did not help.</summary>
    ServiceUnavailable,

    /// <summary>What came back is no answer of Step Functions.</summary>
    InvalidAnswer,

    /// <summary>The service refused the call with a code that has no kind of its own.</summary>
    ServiceError,
}
