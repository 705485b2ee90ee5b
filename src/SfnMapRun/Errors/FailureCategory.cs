namespace SfnMapRun.Errors;

/// <summary>What sort of error a failure is, under the names of PowerShell's error categories.</summary>
internal enum FailureCategory
{
    InvalidArgument,
    InvalidData,
    InvalidOperation,
    InvalidResult,
    ObjectNotFound,
    PermissionDenied,
    AuthenticationError,
    LimitsExceeded,
    ConnectionError,
    OperationTimeout,
    OperationStopped,
    ResourceUnavailable,
    ResourceExists,
    ReadError,
    WriteError,
}
