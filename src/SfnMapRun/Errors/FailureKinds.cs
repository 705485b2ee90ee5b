namespace SfnMapRun.Errors;

/// <summary>Sorts what the service answers into <see cref="FailureKind"/>s.</summary>
internal static class FailureKinds
{
    /// <summary>The kind of an error answer, by its code (without a namespace), the reason that a validation gives, and the HTTP status.</summary>
    public static FailureKind Of(string? errorCode, string? reason, int statusCode) => errorCode switch
    {
        "InvalidArn" => FailureKind.InvalidArn,
        "ResourceNotFound" => FailureKind.MapRunNotFound,
        "ExecutionDoesNotExist" => FailureKind.ExecutionNotFound,
        "ExecutionNotRedrivable" => FailureKind.NotRedrivable,
        "InvalidToken" => FailureKind.PageTokenExpired,
        "ValidationException" when reason == "CANNOT_UPDATE_COMPLETED_MAP_RUN" => FailureKind.MapRunHasStopped,
        "AccessDeniedException" or "AccessDenied" => FailureKind.AccessDenied,
        "ExpiredTokenException" or "ExpiredToken" or "RequestExpired" => FailureKind.ExpiredCredentials,
        "UnrecognizedClientException" or "InvalidClientTokenId" or "InvalidAccessKeyId"
            or "MissingAuthenticationToken" or "MissingAuthenticationTokenException" => FailureKind.UnknownCredentials,
        "InvalidSignatureException" or "SignatureDoesNotMatch"
            or "IncompleteSignature" or "IncompleteSignatureException" => FailureKind.InvalidSignature,
        "ThrottlingException" or "Throttling" or "TooManyRequestsException" or "RequestLimitExceeded" => FailureKind.Throttled,
        _ when statusCode == 429 => FailureKind.Throttled,
        _ when statusCode >= 500 => FailureKind.ServiceUnavailable,
        null or "" => FailureKind.InvalidAnswer,
        _ => FailureKind.ServiceError,
    };
}
