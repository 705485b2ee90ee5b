using SfnMapRun.Errors;

namespace SfnMapRun.Tests.Errors;

public sealed class FailureClassifierTests
{
    [Theory]
    [InlineData("InvalidArn", 400, "InvalidArn")]
    [InlineData("ResourceNotFound", 400, "MapRunNotFound")]
    [InlineData("ExecutionDoesNotExist", 400, "ExecutionNotFound")]
    [InlineData("ExecutionNotRedrivable", 400, "NotRedrivable")]
    [InlineData("InvalidToken", 400, "PageTokenExpired")]
    [InlineData("ValidationException", 400, "ServiceError")]
    [InlineData("AccessDeniedException", 400, "AccessDenied")]
    [InlineData("ExpiredTokenException", 400, "ExpiredCredentials")]
    [InlineData("UnrecognizedClientException", 400, "UnknownCredentials")]
    [InlineData("InvalidSignatureException", 400, "InvalidSignature")]
    [InlineData("ThrottlingException", 400, "Throttled")]
    [InlineData(null, 429, "Throttled")]
    [InlineData("InternalFailure", 500, "ServiceUnavailable")]
    [InlineData(null, 503, "ServiceUnavailable")]
    [InlineData(null, 403, "InvalidResponse")]
    [InlineData("", 400, "InvalidResponse")]
    [InlineData("NewException", 400, "ServiceError")]
    public void An_error_response_is_sorted_by_code_then_status(string? code, int status, string kind) =>
        Assert.Equal(kind, FailureClassifier.Classify(code, reason: null, status).ToString());

    [Fact]
    public void An_update_that_comes_too_late_is_told_by_its_reason() => Assert.Equal(
        FailureKind.MapRunHasStopped, FailureClassifier.Classify("ValidationException", "CANNOT_UPDATE_COMPLETED_MAP_RUN", 400));
}
