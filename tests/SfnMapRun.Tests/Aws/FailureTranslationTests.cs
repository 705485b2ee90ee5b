using System.Text.Json;
using Amazon.Runtime;
using SfnMapRun.Aws.Errors;

namespace SfnMapRun.Tests.Aws;

/// <summary>What a failed request says: enough to act on, and no secret.</summary>
public sealed class FailureTranslationTests
{
    private const string Secret = "a-secret-key";
    private const string Token = "a-session-token";

    [Theory]
    [InlineData("AccessDeniedException")]
    [InlineData("InvalidSignatureException")]
    [InlineData("BrandNewException")]
    public void What_the_service_quotes_of_the_keys_is_blanked(string code)
    {
        var e = Translate(new ErrorResponseException(code, $"signed with {Secret} and {Token}", null), statusCode: 400);
        Assert.DoesNotContain(Secret, e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, e.ToString(), StringComparison.Ordinal);
        Assert.Contains(code, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rest_of_what_the_service_says_is_kept() => Assert.Equal(
        "signed with *** and *** (AccessDeniedException, HTTP 400, request id an-id).",
        Translate(new ErrorResponseException("AccessDeniedException", $"signed with {Secret} and {Token}.", null), statusCode: 400).Message);

    [Fact]
    public void A_failure_says_what_it_was_about()
    {
        var e = Translate(new ErrorResponseException("ResourceNotFound", "no such run", null), statusCode: 400);
        Assert.Equal(
            ("MapRunNotFound", "ResourceNotFound", 400, "an-id", "DescribeMapRun", "an-arn", true),
            (e.Kind.Id, e.ErrorCode, e.StatusCode, e.RequestId, e.Operation, e.Resource, e.IsFinal));
    }

    [Theory]
    [InlineData("KmsAccessDeniedException", "KmsAccessDenied", "kms:Decrypt on the key arn:aws:kms:us-west-2:123456789012:key/5f1c-7, in")]
    [InlineData("KmsInvalidStateException", "KmsInvalidState", "Enable the key arn:aws:kms:us-west-2:123456789012:key/5f1c-7, or")]
    public void The_key_that_a_failure_is_about_is_named_in_the_advice(string code, string kind, string advice)
    {
        var text = "User x can't use (arn:aws:kms:us-west-2:123456789012:key/5f1c-7).";
        var e = Translate(new ErrorResponseException(code, text, null), statusCode: 400);
        Assert.Equal(kind, e.Kind.Id);
        Assert.Contains(advice, e.Describe("an-arn"), StringComparison.Ordinal);
        e = Translate(new ErrorResponseException(code, "User x can't use it.", null), statusCode: 400);
        Assert.Contains("the customer-managed key of the state machine", e.Describe("an-arn"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_throttled_key_is_throttling_like_any_other() => Assert.Equal(
        "Throttled", Translate(new ErrorResponseException("KmsThrottlingException", "Rate exceeded", null), statusCode: 400).Kind.Id);

    [Fact]
    public void Without_a_response_the_endpoint_is_named()
    {
        Assert.Equal("No response from http://here: refused.", Translate(new HttpRequestException("x", new IOException("refused"))).Message);
        Assert.Equal("http://here did not respond in time.", Translate(new OperationCanceledException()).Message);
        Assert.Equal("The credentials were not renewed in time.", Translate(new TimeoutException()).Message);
        Assert.StartsWith(
            "http://here sent something that is not a response of Step Functions: status is not a text",
            Translate(new JsonException("status is not a text Path: $ | LineNumber: 0."), 200).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "http://here is out of order", Translate(new ErrorResponseException(null, null, null), 503).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("an-id is no number Path: $.x | LineNumber: 0 | BytePositionInLine: 7.", ": an-id is no number")]
    [InlineData("'<' is an invalid start of a value. LineNumber: 0 | BytePositionInLine: 0.", ": '<' is an invalid start of a value")]
    public void Of_what_is_no_response_what_the_reader_stumbled_over_is_said(string message, string detail) => Assert.Equal(
        $"http://here sent something that is not a response of Step Functions{detail} (HTTP 200, request id an-id).",
        Translate(new JsonException(message), 200).Message);

    [Theory]
    [InlineData(HttpRequestError.InvalidResponse, ": it is not HTTP")]
    [InlineData(HttpRequestError.ConfigurationLimitExceeded, ": it is too large")]
    public void What_is_no_HTTP_or_too_large_is_said_to_be(HttpRequestError error, string detail)
    {
        var e = Translate(new HttpRequestException(error, "x"));
        Assert.Equal(("InvalidResponse", $"http://here sent something that is not a response of Step Functions{detail}."), (e.Kind.Id, e.Message));
    }

    [Fact]
    public void Where_the_service_says_nothing_the_operation_is_named()
    {
        Assert.Equal("DescribeMapRun failed (Odd, HTTP 400, request id an-id).", Translate(new ErrorResponseException("Odd", string.Empty, null), 400).Message);
        Assert.StartsWith(
            "The request's signature is not the one that AWS computed (",
            Translate(new ErrorResponseException("InvalidSignatureException", "quotes the request", null), 403).Message,
            StringComparison.Ordinal);
    }

    private static StepFunctionsException Translate(Exception exception, int? statusCode = null) =>
        FailureTranslation.Translate(exception, new FailedRequest
        {
            Operation = "DescribeMapRun",
            Resource = "an-arn",
            Endpoint = "http://here",
            Keys = new ImmutableCredentials("AKIA", Secret, Token),
            CanRenewKeys = false,
            StatusCode = statusCode,
            ClockOffset = null,
            RequestId = statusCode is null ? null : "an-id",
        });
}
